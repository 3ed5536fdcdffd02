using CloudWorkspaces.Workspaces.Usage;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>
/// Writes an attempt's end, the first one that comes, and gives its room to others; one that has a successor leaves both
/// alone. Idempotent.
/// </summary>
public sealed class SessionSettling(ISessionStore sessions, IWorkspaceUsage usage, TimeProvider time)
{
    internal async Task SettleAsync(
        SessionSettlement settlement, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var (session, ending) = (settlement.Session, settlement.Ending);
        var record = await sessions.UpdateAsync(
            session.Workspace, session.Id, current => Settle(current, session, ending), cancellationToken);
        if (record is null || (record.Attempt == session.Attempt && record.State.IsOver()))
        {
            await usage.LeaveSessionAsync(session.Workspace, session.SessionId, client, cancellationToken);
        }

        await sessions.ForgetActiveAsync(session, cancellationToken);
    }

    private SessionRecord Settle(SessionRecord current, SessionReference session, SessionEnding ending)
    {
        if (current.Attempt != session.Attempt || current.State.IsOver())
        {
            return current;
        }

        // Whatever the agent or the service made of the end: it was asked for.
        var asked = current.StopRequestedOn is not null && ending.State is SessionState.Failed;
        var cause = asked ? SessionCauses.StoppedByUser : ending.Cause;
        return current with
        {
            State = asked ? SessionState.Stopped : ending.State,
            Cause = cause,
            EndedOn = time.GetUtcNow(),
        };
    }
}
