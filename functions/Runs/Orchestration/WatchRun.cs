using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Looks at a run while its agent is silent. Reads only.</summary>
public sealed class WatchRun(IRunStore runs, IRunGroups groups, IRunDocuments documents, TimeProvider time)
{
    [Function(nameof(WatchRun))]
    public async Task<RunVerdict> RunAsync([ActivityTrigger] RunWatch watch, CancellationToken cancellationToken)
    {
        var attempt = watch.Attempt;

        // The group first: what an ended group has written is complete in the reads that follow.
        var group = await groups.FindAsync(attempt, cancellationToken);
        var status = await documents.StatusAsync(attempt, cancellationToken);
        var record = await runs.FindAsync(attempt.Run.Workspace, attempt.Run.Id, cancellationToken);
        return WatchRules.Decide(
            new() { Record = record, Group = group, Status = status, Now = time.GetUtcNow() }, watch.Plan);
    }
}
