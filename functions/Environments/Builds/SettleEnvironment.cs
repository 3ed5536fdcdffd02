using CloudWorkspaces.Environments.Checks;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Environments.Builds;

/// <summary>Ends a version's making: its state, the check's container group, a build that nobody waits for. Idempotent.</summary>
public sealed class SettleEnvironment(EnvironmentStore store, EnvironmentCheck check, RegistryBuilds registry)
{
    [Function(nameof(SettleEnvironment))]
    public async Task RunAsync([ActivityTrigger] EnvironmentSettlement settlement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        if (await store.FindAsync(settlement.Key, cancellationToken) is not { } version)
        {
            return;
        }

        await check.EndAsync(version, cancellationToken);
        if (version is { State: EnvironmentState.Building, BuildId: { } runId })
        {
            await registry.CancelAsync(runId, cancellationToken);
        }

        await store.UpdateAsync(settlement.Key, current => Settle(current, settlement.Failure), cancellationToken);
    }

    /// <summary>A curated version stays as it is when its check fails: who runs the deployment vouches for it.</summary>
    private static EnvironmentVersion Settle(EnvironmentVersion version, string? failure) => version switch
    {
        { Workspace: null } => version with { Checked = true, Reason = failure },
        { IsOpen: false } => version,
        _ => version with
        {
            State = failure is null ? EnvironmentState.Ready : EnvironmentState.Failed,
            Reason = failure,
            CancelRequestedOn = null,
        },
    };
}
