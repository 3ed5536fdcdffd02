using CloudWorkspaces.Agent.Cgroups;
using CloudWorkspaces.Agent.Secrets;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>What is stored while the notebook runs: log, samples and status, about once a second.</summary>
internal sealed class RunRecords(
    AppendedFile log, AppendedFile metrics, StatusBlob status, ResourceRecorder resources, TimeProvider time)
{
    private const int MetricsEvery = 5;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public ResourceRecorder Resources => resources;

    public StatusBlob Status => status;

    public static async Task<RunRecords> CreateAsync(
        RunBlobs blobs, StatusBlob status, RunFolders folders, ICgroup cgroup, TimeProvider time)
    {
        var log = await blobs.GetAppendAsync(RunBlobs.Log, CancellationToken.None);
        var metrics = await blobs.GetAppendAsync(RunBlobs.Metrics, CancellationToken.None);
        return new RunRecords(
            new AppendedFile(folders.Log, log, "text/plain; charset=utf-8"),
            new AppendedFile(folders.Metrics, metrics, "application/x-ndjson"),
            status,
            new ResourceRecorder(cgroup, folders.Metrics, time),
            time);
    }

    /// <summary>
    /// Runs until cancelled, with a sample each so many turns. Trouble with storage is told once and tried again at the
    /// next turn.
    /// </summary>
    public async Task RunAsync(int sampleEvery, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var troubled = false;
        try
        {
            for (var turn = 0; ; turn++)
            {
                if (turn % sampleEvery == 0)
                {
                    resources.Sample();
                }

                try
                {
                    await StoreAsync(turn, cancellationToken);
                    troubled = false;
                }
                catch (Exception exception) when (
                    StorageFailure.Is(exception) && !cancellationToken.IsCancellationRequested)
                {
                    if (!troubled)
                    {
                        Write($"log, samples and status wait for storage: {StorageFailure.Describe(exception)}");
                    }

                    troubled = true;
                }

                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended; what is left is stored by the settlement.
        }
    }

    /// <summary>A line of the agent's own in the run's log and in the container's.</summary>
    public void Write(string line)
    {
        line = SecretMask.Own.Apply(line);
        Console.Error.WriteLine($"agent: {line}");
        File.AppendAllText(log.Path, $"[agent] {line}\n");
    }

    public Task FlushLogAsync(CancellationToken cancellationToken) => log.FlushAsync(cancellationToken);

    public Task FlushMetricsAsync(CancellationToken cancellationToken) => metrics.FlushAsync(cancellationToken);

    private async Task StoreAsync(int turn, CancellationToken cancellationToken)
    {
        await log.TickAsync(cancellationToken);
        await status.FlushAsync(cancellationToken);
        if (turn % MetricsEvery == 0)
        {
            await metrics.TickAsync(cancellationToken);
        }
    }
}
