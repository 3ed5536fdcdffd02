using CloudWorkspaces.Runs.Admission;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>What the janitor knows of a run when it decides about anything that belongs to it.</summary>
internal sealed record JanitorFacts
{
    public required RunReference Run { get; init; }

    /// <summary>Null when there is no such run.</summary>
    public RunRecord? Record { get; init; }

    public required OrchestrationPresence Orchestration { get; init; }
    public required DateTimeOffset Now { get; init; }
}
