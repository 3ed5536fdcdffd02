using CloudWorkspaces.Http;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Sessions;

/// <summary>What users change about a session that is not over.</summary>
public sealed class SessionChanges(ISessionStore store, SessionStarts starts, TimeProvider time)
{
    /// <param name="found">The session.</param>
    /// <param name="client">Tells its orchestration.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="check">Throws when the session is not to be stopped as it is.</param>
    internal async Task<SessionRecord> StopAsync(
        SessionRecord found, DurableTaskClient client, CancellationToken cancellationToken, Action<SessionRecord>? check = null)
    {
        var session = await UpdateAsync(
            found,
            current =>
            {
                check?.Invoke(current);
                return RequestStop(current);
            },
            cancellationToken);
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
