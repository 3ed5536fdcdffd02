using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions.Groups;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>Books the groups of sessions whose end a killed process has not written.</summary>
public sealed class SessionMeterJanitor(
    ICostLedger ledger, ISessionStore sessions, ISessionGroups groups, JanitorSweep sweep)
{
    public Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken) => sweep.OverAsync(
        ledger.MetersAsync(cancellationToken).Where(meter => meter is { To: null, Key.Kind: CostKind.Session }),
        (meter, token) => RepairAsync(meter, client, token),
        cancellationToken);

    private async Task RepairAsync(CostMeter meter, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var session = new SessionReference(meter.Key.Workspace, meter.Key.Id, meter.Key.Attempt);
        var orchestration = await client.PresenceAsync(session.InstanceId, cancellationToken);
        var record = await sessions.FindAsync(session.Workspace, session.Id, cancellationToken);
        if (SessionJanitorRules.EndOf(session, record, orchestration, sweep.Now) is { } endedOn &&
            await groups.FindAsync(session, cancellationToken) is null)
        {
            await ledger.CloseAsync(meter.Key, endedOn, cancellationToken);
        }
    }
}
