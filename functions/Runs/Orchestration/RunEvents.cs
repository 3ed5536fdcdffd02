namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>
/// Names of the external events that a run's orchestration waits for. They are stored: never change one.
/// </summary>
public static class RunEvents
{
    /// <summary>Without payload: the run has room in a queue.</summary>
    public const string Admitted = nameof(Admitted);

    /// <summary>Payload <see cref="Agents.AgentSettled"/>: the outcome is known and its notebook is uploaded.</summary>
    public const string AgentSettled = nameof(AgentSettled);

    /// <summary>Payload <see cref="Agents.AgentFinished"/>: nothing more will be written.</summary>
    public const string AgentFinished = nameof(AgentFinished);
}
