using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Agents;

/// <summary>
/// The payload of <see cref="Runs.Orchestration.RunEvents.AgentSettled"/>: at most 8 KiB, no bulk data.
/// </summary>
public sealed record AgentSettled
{
    public required int Attempt { get; init; }
    public required AgentOutcome Outcome { get; init; }
    public required RunCause Cause { get; init; }

    /// <summary>When the agent claimed the attempt.</summary>
    public DateTimeOffset? StartedOn { get; init; }
}
