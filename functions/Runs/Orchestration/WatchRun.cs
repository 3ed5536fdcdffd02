using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Looks at a run while its agent is silent. Reads only.</summary>
public sealed class WatchRun(
    IRunStore runs, IRunGroups groups, IRunDocuments documents, TimeProvider time, ILogger<WatchRun> logger)
{
    [Function(nameof(WatchRun))]
    public async Task<RunVerdict> RunAsync([ActivityTrigger] RunWatch watch, CancellationToken cancellationToken)
    {
        var attempt = watch.Attempt;

        // The group first: what an ended group has written is complete in the reads that follow.
        var group = await LookAsync(attempt, cancellationToken);
        var status = await documents.StatusAsync(attempt, cancellationToken);
        var record = await runs.FindAsync(attempt.Run.Workspace, attempt.Run.Id, cancellationToken);
        return WatchRules.Decide(
            new() { Record = record, Group = group, Status = status, Now = time.GetUtcNow() }, watch.Plan);
    }

    /// <summary>A group that cannot be looked at is taken for alive: the run's deadlines hold all the same.</summary>
    private async Task<RunGroup?> LookAsync(RunAttempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await groups.FindAsync(attempt, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            RunLog.GroupNotSeen(logger, attempt.Run.RunId, exception);
            return new();
        }
    }
}
