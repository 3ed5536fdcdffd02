using CloudWorkspaces.Events;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions.Events;

/// <summary>Reads sessions for the streams of this host: one that is watched costs one read in an interval.</summary>
public sealed class SessionFeed
{
    private readonly SharedReads<(string Workspace, RunId Id), SessionRecord?> _reads;

    public SessionFeed(ISessionStore sessions, ChangeSignals changes, EventStreams streams, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(streams);
        _reads = new((key, token) => sessions.FindAsync(key.Workspace, key.Id, token), streams.Interval, time);
        changes.Changed += changed =>
        {
            if (changed is SessionReference session)
            {
                _reads.Changed((session.Workspace, RunId.Parse(session.SessionId)));
            }
        };
    }

    internal SharedReads<(string Workspace, RunId Id), SessionRecord?>.Watch Open(SessionRecord session) =>
        _reads.Open((session.Workspace, session.Id));
}
