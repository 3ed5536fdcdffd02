using System.Security.Cryptography;
using System.Text;
using CloudWorkspaces.Events;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions.Events;

/// <summary>Tells one client of a session: its states, and its end. An event's id follows from what it tells.</summary>
internal sealed class SessionEventSource(
    SharedReads<(string Workspace, RunId Id), SessionRecord?>.Watch watch, string? from, SessionViews views) : IEventSource
{
    private const string End = ".end";

    private string? _told = from;

    public async Task<bool> SendAsync(EventStream stream, CancellationToken cancellationToken)
    {
        if (await watch.ReadAsync(cancellationToken) is not { } session)
        {
            return true;
        }

        var id = IdOf(session);
        if (id != _told)
        {
            _told = id;
            await stream.SendAsync("state", id, views.Short(session), cancellationToken);
        }

        if (!session.State.IsOver())
        {
            return false;
        }

        await stream.SendAsync("end", id + End, await views.FullAsync(session, cancellationToken), cancellationToken);
        return true;
    }

    public Task PauseAsync(CancellationToken cancellationToken) => watch.PauseAsync(cancellationToken);

    public void Dispose() => watch.Dispose();

    /// <summary>Whether the client has heard of this end.</summary>
    public static bool HasEnded(SessionRecord session, string? lastId) =>
        session.State.IsOver() && lastId == IdOf(session) + End;

    private static string IdOf(SessionRecord session) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{session}")).AsSpan(0, 8));
}
