using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Workspaces;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>The sessions of a workspace, which are stopped when it is deleted.</summary>
public sealed class SessionWork(
    ISessionStore sessions, SessionStarts starts, JanitorSweep sweep, TimeProvider time) : IWorkspaceWork
{
    public async Task<int> StopAsync(string workspace, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var left = 0;
        await sweep.OverAsync(
            sessions.ActiveAsync(cancellationToken).Where(session => session.Workspace == workspace),
            async (session, token) =>
            {
                Interlocked.Increment(ref left);
                var record = await sessions.UpdateAsync(workspace, session.Id, RequestStop, token);
                if (record?.State.IsOver() is false)
                {
                    await starts.TellAsync(client, record.Reference);
                }
            },
            cancellationToken);
        return left;
    }

    private SessionRecord RequestStop(SessionRecord session) => session.State.IsOver()
        ? session
        : session with { State = SessionState.Stopping, StopRequestedOn = session.StopRequestedOn ?? time.GetUtcNow() };
}
