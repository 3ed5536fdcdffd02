namespace CloudWorkspaces.Sessions;

/// <summary>
/// When a session is to be stopped. It is active while a kernel is busy, a program runs in a terminal, or a browser has
/// not fetched all of an answer; and for its idle time after the last request, output, execution or keep-alive. Its
/// maximum age ends it in any case. The agent reports facts, and this decides where they are read: so neither an agent
/// nor an app that is away for a time forgets anything.
/// </summary>
internal static class IdleRules
{
    /// <summary>Older facts tell nothing: the session may be in use.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    public static SessionLife Of(SessionRecord session, SessionActivity? activity, DateTimeOffset now)
    {
        if (session.ReadyOn is not { } readyOn || session.State is not (SessionState.Ready or SessionState.Stopping))
        {
            return new();
        }

        var oldOn = readyOn.AddHours(session.MaxAgeHours);
        var idleSince = IdleSince(session, activity, readyOn, now);
        var idleOn = idleSince?.AddMinutes(session.IdleMinutes);
        return idleOn < oldOn
            ? new() { IdleSince = idleSince, StopsOn = idleOn, StopsBecause = SessionCauses.Idle }
            : new() { IdleSince = idleSince, StopsOn = oldOn, StopsBecause = SessionCauses.MaxAge };
    }

    private static DateTimeOffset? IdleSince(
        SessionRecord session, SessionActivity? activity, DateTimeOffset readyOn, DateTimeOffset now)
    {
        if (activity is null || activity.IsBusy || activity.SampledOn < now - Fresh)
        {
            return null;
        }

        DateTimeOffset[] signs = [activity.LastActiveOn, readyOn, session.KeepAliveOn ?? readyOn];
        return signs.Max();
    }
}
