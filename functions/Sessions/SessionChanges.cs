using CloudWorkspaces.Http;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Sessions;

/// <summary>What users change about a session that is not over.</summary>
public sealed class SessionChanges(ISessionStore store, SessionStarts starts, TimeProvider time)
{
    internal async Task<SessionRecord> StopAsync(
        SessionRecord found, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var session = await UpdateAsync(found, RequestStop, cancellationToken);
        await starts.TellAsync(client, session.Reference);
        return session;
    }

    internal Task<SessionRecord> KeepAliveAsync(SessionRecord found, CancellationToken cancellationToken) =>
        UpdateAsync(
            found,
            current => current.State is SessionState.Starting or SessionState.Ready
                ? current with { KeepAliveOn = time.GetUtcNow() }
                : throw Over(current),
            cancellationToken);

    private SessionRecord RequestStop(SessionRecord session) => session.State.IsOver()
        ? throw Over(session)
        : session with { State = SessionState.Stopping, StopRequestedOn = session.StopRequestedOn ?? time.GetUtcNow() };

    private async Task<SessionRecord> UpdateAsync(
        SessionRecord found, Func<SessionRecord, SessionRecord> change, CancellationToken cancellationToken) =>
        await store.UpdateAsync(found.Workspace, found.Id, change, cancellationToken) ??
        throw SessionLookup.Missing(found.Workspace, found.Id.Value);

    private static ProblemException Over(SessionRecord session) => new(Problems.WrongState(
        $"Session '{session.Id}' is {session.State.ToString().ToLowerInvariant()}."));
}
