using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>How an attempt ended, or is to end, before it is written.</summary>
public sealed record SessionEnding
{
    public required RunCause Cause { get; init; }

    /// <summary>An agent may be at work, which is to be stopped before the group is deleted.</summary>
    public bool StopFirst { get; init; }

    internal SessionState State =>
        SessionCauses.IsAsPlanned(Cause.Code) ? SessionState.Stopped : SessionState.Failed;

    internal static SessionEnding StoppedByUser { get; } = new() { Cause = SessionCauses.StoppedByUser, StopFirst = true };

    internal static SessionEnding Of(string code, string message, bool stopFirst = false) =>
        new() { Cause = new() { Code = code, Message = message }, StopFirst = stopFirst };
}
