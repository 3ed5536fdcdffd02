using CloudWorkspaces.Agents;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>What <see cref="WatchRun"/> found.</summary>
internal sealed record WatchFacts
{
    public RunRecord? Record { get; init; }

    /// <summary>Null when there is no such group.</summary>
    public RunGroup? Group { get; init; }

    public AgentStatus? Status { get; init; }
    public required DateTimeOffset Now { get; init; }
}
