using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions.Groups;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>Deletes container groups of sessions that nobody else will delete.</summary>
public sealed class SessionGroupJanitor(
    ISessionStore sessions,
    ISessionGroups groups,
    SessionMeters meters,
    JanitorSweep sweep,
    ILogger<SessionGroupJanitor> logger)
{
    public Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken) => sweep.OverAsync(
        groups.ListAsync(cancellationToken), (group, token) => RepairAsync(group, client, token), cancellationToken);

    private async Task RepairAsync(SessionReference group, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var orchestration = await client.PresenceAsync(group.InstanceId, cancellationToken);
        var record = await sessions.FindAsync(group.Workspace, group.Id, cancellationToken);
        if (SessionJanitorRules.IsOrphan(group, record, orchestration, sweep.Now))
        {
            await groups.DeleteAsync(group, cancellationToken);
            await meters.CloseAsync(group, cancellationToken);
            SessionLog.Repaired(logger, "DeleteGroup", group.InstanceId);
        }
    }
}
