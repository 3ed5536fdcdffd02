using System.Collections.Concurrent;
using System.Threading.Channels;
using CloudWorkspaces.Local.Arm.Engine;
using Docker.DotNet;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Registry;

/// <summary>Builds images, one at a time.</summary>
internal sealed class BuildQueue(
    BuildStore store, BuildProcess process, ContainerEngine engine, IOptions<RegistryOptions> options, TimeProvider time)
    : BackgroundService
{
    private readonly Channel<(string RunId, BuildRequest Request)> _waiting =
        Channel.CreateUnbounded<(string RunId, BuildRequest Request)>();

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _cancels = new(StringComparer.OrdinalIgnoreCase);

    public BuildRun Add(string registry, BuildRequest request)
    {
        var run = new BuildRun
        {
            RunId = BuildStore.NewId(),
            Registry = registry,
            Status = "Queued",
            ImageNames = request.ImageNames,
            CreateTime = time.GetUtcNow(),
        };
        _cancels[run.RunId] = new CancellationTokenSource();
        store.Save(run);
        _waiting.Writer.TryWrite((run.RunId, request));
        return run;
    }

    public void Cancel(string runId)
    {
        if (_cancels.TryGetValue(runId, out var cancel))
        {
            cancel.Cancel();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (runId, request) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            var run = store.Find(runId)! with { Status = "Running", StartTime = time.GetUtcNow() };
            store.Save(run);
            // Not disposed: it has no timer, and a request may be about to cancel it.
            var ended = await RunAsync(run, request, _cancels[runId].Token, stoppingToken);
            _cancels.TryRemove(runId, out _);
            if (!stoppingToken.IsCancellationRequested)
            {
                store.Save(ended with { FinishTime = time.GetUtcNow() });
            }
        }
    }

    private async Task<BuildRun> RunAsync(
        BuildRun run, BuildRequest request, CancellationToken cancelled, CancellationToken stopping)
    {
        var seconds = request.TimeoutSeconds ?? options.Value.BuildTimeout.TotalSeconds;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), time);
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancelled, deadline.Token, stopping);
        try
        {
            using var context = new BuildContext();
            await context.FetchAsync(request.Source, all.Token);
            var exitCode = await process.BuildAsync(request, context.Folder, store.LogOf(run.RunId), all.Token);
            return exitCode == 0
                ? run with { Status = "Succeeded", Digest = await DigestAsync(request, all.Token) }
                : run with { Status = "Failed", RunErrorMessage = $"The build ended with exit code {exitCode}." };
        }
        catch (OperationCanceledException)
        {
            return cancelled.IsCancellationRequested
                ? run with { Status = "Canceled" }
                : run with { Status = "Timeout", RunErrorMessage = $"The build took longer than {seconds:0} s." };
        }
        catch (Exception exception) when (
            exception is HttpRequestException or IOException or InvalidDataException or DockerApiException)
        {
            return run with { Status = "Error", RunErrorMessage = exception.Message };
        }
    }

    private async Task<string?> DigestAsync(BuildRequest request, CancellationToken cancellationToken)
    {
        var name = BuildProcess.ImageName(request.ImageNames[0]);
        var image = await engine.Client.Images.InspectImageAsync(name, cancellationToken);
        return image.RepoDigests?.Select(digest => digest.Split('@')).FirstOrDefault(parts => parts.Length == 2)?[1];
    }
}
