using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Deletes container groups that nobody else will delete.</summary>
public sealed class GroupJanitor(IRunGroups groups, RunMeters meters, JanitorSweep sweep)
{
    public Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken) => sweep.OverAsync(
        groups.ListAsync(cancellationToken), (group, token) => RepairAsync(group, client, token), cancellationToken);

    private async Task RepairAsync(RunAttempt group, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var facts = await sweep.FactsAsync(group.Run, client, cancellationToken);
        if (JanitorRules.IsOrphan(group.Attempt, facts))
        {
            await groups.DeleteAsync(group, cancellationToken);
            await meters.CloseAsync(group, cancellationToken);
            sweep.Log("DeleteGroup", group.Run);
        }
    }
}
