namespace CloudWorkspaces.Agents;

/// <summary>The final states that an agent can report.</summary>
public enum AgentOutcome
{
    Succeeded,
    Failed,
    Dismissed,
}
