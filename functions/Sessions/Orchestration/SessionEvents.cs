namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>Names of the external events that a session's orchestration waits for. They are stored: never change one.</summary>
public static class SessionEvents
{
    /// <summary>Without payload: a user asked for the end, or for a new attempt.</summary>
    public const string StopRequested = nameof(StopRequested);

    /// <summary>Payload <see cref="SessionSettled"/>: the agent has stored the log and ends.</summary>
    public const string AgentSettled = nameof(AgentSettled);
}
