using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>
/// Asks a run's containers to end, so that the agent saves what there is; before its claim there is nothing to save.
/// Idempotent.
/// </summary>
public sealed class StopContainerGroup(IRunStore runs, IRunGroups groups, IRunDocuments documents)
{
    [Function(nameof(StopContainerGroup))]
    public async Task<GroupStop> RunAsync([ActivityTrigger] RunAttempt attempt, CancellationToken cancellationToken)
    {
        var record = await runs.FindAsync(attempt.Run.Workspace, attempt.Run.Id, cancellationToken);
        if (record is null || record.State.IsTerminal())
        {
            return new(AgentReports: false);
        }

        // The claim comes before its event.
        var claimed = record.State is RunState.Running ||
            await documents.StatusAsync(attempt, cancellationToken) is not null;
        return new(AgentReports: claimed && await groups.StopAsync(attempt, cancellationToken));
    }
}
