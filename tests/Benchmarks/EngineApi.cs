using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>The container engine's own API, on a service of our own.</summary>
internal sealed class EngineApi : IAsyncDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cw-engine-");
    private readonly ChildProcess _service;
    private readonly HttpClient _http;

    public EngineApi()
    {
        var path = Path.Combine(_folder.FullName, "engine.sock");
        _service = ChildProcess.Start("podman", ["system", "service", "--time", "0", $"unix://{path}"], _folder.FullName);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://engine/v1.41/") };
    }

    public Task WaitAsync() => Eventually.TrueAsync(
        async () =>
        {
            try
            {
                return (await _http.GetAsync("_ping")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        s_deadline,
        "the engine answers");

    /// <summary>Creates and starts a container without network; gives its id.</summary>
    public async Task<string> RunAsync(string image, string[] command)
    {
        var id = await CreateAsync(image, command);
        await PostAsync($"containers/{id}/start");
        return id;
    }

    /// <summary>
    /// The calls that a container group takes, one after the other: a second container that is never started, and a start
    /// in two steps, of which the first tells the process.
    /// </summary>
    public async Task<(string Id, string NeverStarted)> RunInStepsAsync(string image, string[] command)
    {
        using var exists = await _http.GetAsync($"/v4.0.0/libpod/images/{image}/exists");
        exists.EnsureSuccessStatusCode();
        var neverStarted = await CreateAsync(image, command);
        var id = await CreateAsync(image, command);
        await PostAsync($"/v4.0.0/libpod/containers/{id}/init");
        await InspectAsync(id);
        await PostAsync($"containers/{id}/start");
        return (id, neverStarted);
    }

    public async Task InspectAsync(string id) => await _http.GetStringAsync($"containers/{id}/json");

    public async Task RemoveAsync(string id)
    {
        using var removed = await _http.DeleteAsync($"containers/{id}?force=true");
        removed.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _service.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task PostAsync(string path)
    {
        using var answer = await _http.PostAsync(path, null);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<string> CreateAsync(string image, string[] command)
    {
        using var created = await _http.PostAsJsonAsync("containers/create", new
        {
            Image = image,
            Entrypoint = command,
            HostConfig = new
            {
                NetworkMode = "none",
                NanoCpus = 500_000_000,
                Memory = 256 << 20,
                Ulimits = (object[])
                [
                    new { Name = "nofile", Soft = 16_384, Hard = 16_384 },
                    new { Name = "nproc", Soft = 16_384, Hard = 16_384 },
                ],
            },
        });
        var answer = await created.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>();
        return answer!["Id"]!.GetValue<string>();
    }
}
