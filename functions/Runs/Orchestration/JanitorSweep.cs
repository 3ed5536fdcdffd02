using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>What the janitor's rounds share: finding out about a run, and going on when one repair fails.</summary>
public sealed class JanitorSweep(IRunStore runs, TimeProvider time, ILogger<JanitorSweep> logger)
{
    /// <summary>Reads of this many runs go on at once.</summary>
    private const int Parallelism = 8;

    internal DateTimeOffset Now => time.GetUtcNow();

    internal Task OverAsync<T>(
        IAsyncEnumerable<T> items, Func<T, CancellationToken, Task> repair, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (item, token) =>
            {
                try
                {
                    await repair(item, token);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    JanitorLog.RepairFailed(logger, $"{item}", exception);
                }
            });

    internal async Task<JanitorFacts> FactsAsync(
        RunReference run, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var orchestration = await client.PresenceAsync(run, cancellationToken);

        // Read after the orchestration: if that is over, what it has written is seen.
        var record = await runs.FindAsync(run.Workspace, run.Id, cancellationToken);
        return new() { Run = run, Record = record, Orchestration = orchestration, Now = time.GetUtcNow() };
    }

    internal void Log(string repair, RunReference run) => JanitorLog.Repaired(logger, repair, run.RunId);
}
