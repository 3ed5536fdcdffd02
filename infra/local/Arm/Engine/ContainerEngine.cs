using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace CloudWorkspaces.Local.Arm.Engine;

/// <summary>
/// The container engine, Docker or podman, through the Docker Engine API. Every operation can be repeated: what is
/// started already or gone already is no error. Throws TimeoutException when the engine does not answer, which may be
/// long on a busy machine; only pulls and logs take as long as they take.
/// </summary>
internal sealed class ContainerEngine(string socketPath, string instanceName) : IDisposable
{
    private readonly DockerClient _client =
        new DockerClientBuilder().WithEndpoint(new Uri($"unix://{socketPath}")).WithTimeout(Timeout.InfiniteTimeSpan).Build();

    private readonly HttpClient _podman = new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, token) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), token);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://engine/v4.0.0/libpod/"),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>For what is a stream and no single question.</summary>
    public DockerClient Client => _client;

    /// <summary>Whether the engine is podman, which can do two things that the Docker API has no words for.</summary>
    public bool IsPodman { get; private set; }

    /// <summary>Asks the engine what it is and sees to the pause image.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var version = await _client.System.GetVersionAsync(cancellationToken);
        IsPodman = version.Components?.Any(part => part.Name.Contains("Podman", StringComparison.OrdinalIgnoreCase)) is true;
        if (!await HasImageAsync(PauseProgram.ImageName, cancellationToken))
        {
            await using var tar = PauseProgram.Tar();
            await _client.Images.CreateImageAsync(
                new ImagesCreateParameters { FromSrc = "-", Repo = PauseProgram.ImageName },
                tar, null, new Progress<JSONMessage>(), cancellationToken);
        }
    }

    public Task PingAsync(CancellationToken cancellationToken) => _client.System.PingAsync(cancellationToken);

    public async Task<bool> HasImageAsync(string image, CancellationToken cancellationToken)
    {
        if (IsPodman)
        {
            // Docker's question has podman measure the image, which takes twice the time.
            using var answer = await EngineDeadline.WithinAsync(token => _podman.GetAsync($"images/{image}/exists", token), cancellationToken);
            return answer.StatusCode != HttpStatusCode.NotFound && answer.EnsureSuccessStatusCode().IsSuccessStatusCode;
        }

        try
        {
            await _client.Images.InspectImageAsync(image, cancellationToken);
            return true;
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary>The names of all images that can be had without a pull.</summary>
    public async Task<IReadOnlyList<string>> ImagesAsync(CancellationToken cancellationToken)
    {
        var images = await _client.Images.ListImagesAsync(new ImagesListParameters(), cancellationToken);
        return [.. images.SelectMany(image => image.RepoTags ?? []).Where(name => name != "<none>:<none>").Order()];
    }

    /// <summary>Pulls an image. Throws DockerApiException if the registry does not give it.</summary>
    public async Task PullAsync(string image, AuthConfig? credentials, CancellationToken cancellationToken)
    {
        await _client.Images.CreateImageAsync(
            new ImagesCreateParameters { FromImage = image },
            credentials ?? new AuthConfig(),
            new Progress<JSONMessage>(),
            cancellationToken);
        // A pull that failed half-way has answered 200 by then.
        if (!await HasImageAsync(image, cancellationToken))
        {
            throw new DockerApiException(HttpStatusCode.NotFound, $"{image} was not pulled.");
        }
    }

    /// <summary>Creates a container as one of this instance's, and gives its id.</summary>
    public async Task<string> CreateAsync(CreateContainerParameters parameters, CancellationToken cancellationToken)
    {
        parameters.Labels[Labels.Instance] = instanceName;
        return (await EngineDeadline.WithinAsync(token => _client.Containers.CreateContainerAsync(parameters, token), cancellationToken)).ID;
    }

    /// <summary>
    /// Makes everything of a created container but lets its process wait, so that the start itself takes 10 ms instead
    /// of 60. Gives false where the engine cannot.
    /// </summary>
    public async Task<bool> PrepareAsync(string id, CancellationToken cancellationToken)
    {
        if (!IsPodman)
        {
            return false;
        }

        using var answer = await EngineDeadline.WithinAsync(
            token => _podman.PostAsync($"containers/{id}/init", null, token), cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    public Task StartAsync(string id, CancellationToken cancellationToken) => EngineDeadline.WithinAsync(
        token => _client.Containers.StartContainerAsync(id, new ContainerStartParameters(), token), cancellationToken);

    /// <summary>Null if there is no such container.</summary>
    public async Task<EngineContainer?> InspectAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return Read(await EngineDeadline.WithinAsync(token => _client.Containers.InspectContainerAsync(id, token), cancellationToken));
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>All containers of this instance, in whatever state.</summary>
    public async Task<IReadOnlyList<EngineContainer>> ListAsync(CancellationToken cancellationToken)
    {
        var ids = await FindAsync($"{Labels.Instance}={instanceName}", cancellationToken);
        var found = await Task.WhenAll(ids.Select(id => InspectAsync(id, cancellationToken)));
        return [.. found.OfType<EngineContainer>()];
    }

    /// <summary>The ids of all containers of a group, in whatever state.</summary>
    public Task<IReadOnlyList<string>> FindGroupAsync(string key, CancellationToken cancellationToken) =>
        FindAsync($"{Labels.Group}={key}", cancellationToken);

    public async Task SignalAsync(string id, string signal, CancellationToken cancellationToken)
    {
        try
        {
            await EngineDeadline.WithinAsync(
                token => _client.Containers.KillContainerAsync(id, new ContainerKillParameters { Signal = signal }, token),
                cancellationToken);
        }
        catch (DockerApiException exception) when (exception.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Kills and removes a container with its anonymous volumes.</summary>
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var parameters = new ContainerRemoveParameters { Force = true, RemoveVolumes = true };
            await EngineDeadline.WithinAsync(token => _client.Containers.RemoveContainerAsync(id, parameters, token), cancellationToken);
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // Gone already.
        }
    }

    /// <summary>
    /// Standard output and error in the order in which they came. The engine is asked for all of the log: podman's
    /// own tail glues the pieces of a line that was written in pieces to other lines.
    /// </summary>
    public async Task<LogWindow> LogsAsync(
        string id, int bytes, bool timestamps, CancellationToken cancellationToken)
    {
        using var stream = await _client.Containers.GetContainerLogsAsync(
            id,
            new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Timestamps = timestamps, Tail = "all" },
            cancellationToken);
        var window = new LogWindow(bytes);
        var buffer = new byte[64 * 1024];
        for (MultiplexedStream.ReadResult read;
             !(read = await stream.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken)).EOF;)
        {
            window.Add(buffer.AsSpan(0, read.Count));
        }

        return window;
    }

    public void Dispose()
    {
        _client.Dispose();
        _podman.Dispose();
    }

    private async Task<IReadOnlyList<string>> FindAsync(string label, CancellationToken cancellationToken)
    {
        var filters = new Dictionary<string, IDictionary<string, bool>>
        {
            ["label"] = new Dictionary<string, bool> { [label] = true },
        };
        var parameters = new ContainersListParameters { All = true, Filters = filters };
        var listed = await EngineDeadline.WithinAsync(token => _client.Containers.ListContainersAsync(parameters, token), cancellationToken);
        return [.. listed.Select(container => container.ID)];
    }

    private static EngineContainer Read(ContainerInspectResponse container) => new()
    {
        Id = container.ID,
        Labels = (container.Config?.Labels ?? new Dictionary<string, string>()).ToImmutableDictionary(),
        Environment = [.. container.Config?.Env ?? []],
        Running = container.State?.Running is true,
        ProcessId = (int)(container.State?.Pid ?? 0),
        ExitCode = (int)(container.State?.ExitCode ?? 0),
        OomKilled = container.State?.OOMKilled is true,
        CreatedOn = new DateTimeOffset(container.Created.ToUniversalTime()),
        StartedOn = Time(container.State?.StartedAt),
        FinishedOn = Time(container.State?.FinishedAt),
        LogPath = container.LogPath ?? "",
    };

    /// <summary>Engines write the year 1 for what has not happened.</summary>
    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year > 1
            ? time
            : null;
}
