namespace CloudWorkspaces.Sessions;

/// <summary>The change of a row by which a session becomes ready: once, and not when it is being stopped.</summary>
internal static class SessionStarted
{
    public static SessionRecord Ready(SessionRecord session, DateTimeOffset on) => session with
    {
        State = session.State is SessionState.Starting ? SessionState.Ready : session.State,
        StartedOn = session.StartedOn ?? on,
        ReadyOn = session.ReadyOn ?? on,
    };
}
