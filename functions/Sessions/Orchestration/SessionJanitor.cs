using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>Repairs sessions: starts, ends, wakes or forgets attempts that nobody takes care of.</summary>
public sealed class SessionJanitor(
    ISessionStore sessions,
    SessionSettling settling,
    SessionStarts starts,
    JanitorSweep sweep,
    ILogger<SessionJanitor> logger)
{
    public Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken) => sweep.OverAsync(
        sessions.ActiveAsync(cancellationToken), (session, token) => RepairAsync(session, client, token), cancellationToken);

    private async Task RepairAsync(SessionReference session, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var orchestration = await client.PresenceAsync(session.InstanceId, cancellationToken);

        // Read after the orchestration: if that is over, what it has written is seen.
        var record = await sessions.FindAsync(session.Workspace, session.Id, cancellationToken);
        var repair = SessionJanitorRules.ForAttempt(session, record, orchestration, sweep.Now);
        switch (repair)
        {
            case SessionRepair.Start:
                await starts.StartAsync(client, session);
                break;
            case SessionRepair.Settle:
                var ending = SessionEnding.Of(RunCauses.PlatformError, "The platform lost track of the session.");
                await settling.SettleAsync(new() { Session = session, Ending = ending }, client, cancellationToken);
                break;
            case SessionRepair.RaiseStop:
                await starts.TellAsync(client, session);
                break;
            case SessionRepair.Forget:
                await sessions.ForgetActiveAsync(session, cancellationToken);
                break;
            default:
                return;
        }

        SessionLog.Repaired(logger, repair.ToString(), session.InstanceId);
    }
}
