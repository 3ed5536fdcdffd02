namespace CloudWorkspaces.Agents;

/// <summary>The answer to <c>finish</c>: whether the agent may convert its result now.</summary>
public sealed record AgentTurn
{
    public required bool Proceed { get; init; }

    /// <summary>When to ask again; null when it may proceed.</summary>
    public double? RetryAfterSeconds { get; init; }
}
