namespace CloudWorkspaces.Agents;

/// <summary>The payload of <see cref="Runs.Orchestration.RunEvents.AgentFinished"/>.</summary>
public sealed record AgentFinished(int Attempt);
