using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions.Groups;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>
/// Asks an attempt's containers to end, so that its agent stores the log; before its claim there is nothing to store.
/// Idempotent.
/// </summary>
public sealed class StopSessionGroup(ISessionStore sessions, ISessionGroups groups, SessionBlobs blobs)
{
    [Function(nameof(StopSessionGroup))]
    public async Task<GroupStop> RunAsync([ActivityTrigger] SessionReference session, CancellationToken cancellationToken)
    {
        await sessions.UpdateAsync(
            session.Workspace,
            session.Id,
            current => current.Attempt == session.Attempt && !current.State.IsOver()
                ? current with { State = SessionState.Stopping }
                : current,
            cancellationToken);
        var claimed = await blobs.StatusAsync(session, cancellationToken) is not null;
        return new(AgentReports: claimed && await groups.StopAsync(session, cancellationToken));
    }
}
