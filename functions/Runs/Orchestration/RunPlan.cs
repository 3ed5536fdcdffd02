using CloudWorkspaces.Runs.Retries;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>
/// What the orchestration of a run goes by: captured once, so that its history says all there is to know.
/// </summary>
public sealed record RunPlan
{
    public required RunReadiness Readiness { get; init; }

    /// <summary>Set exactly when the run is refused.</summary>
    public RunEnding? Refusal { get; init; }

    /// <summary>From 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Whether a container group of this attempt may exist.</summary>
    public required bool MayHaveGroup { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime AdmissionDeadline { get; init; }

    /// <summary>The agent's own limit, in seconds from its claim.</summary>
    public required int RunTimeoutSeconds { get; init; }

    /// <summary>Null for one attempt alone.</summary>
    public RunRetry? Retry { get; init; }

    /// <summary>How long a settled run may wait for its turn to convert the result, in seconds.</summary>
    public required int ConversionDelaySeconds { get; init; }

    public required OrchestrationOptions Options { get; init; }
}
