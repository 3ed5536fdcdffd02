namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>
/// What the orchestration of an attempt goes by: captured once, so that its history says all there is to know.
/// </summary>
public sealed record SessionPlan
{
    public required SessionReadiness Readiness { get; init; }

    /// <summary>Whether a container group of this attempt may exist.</summary>
    public required bool MayHaveGroup { get; init; }

    public required int StartTimeoutSeconds { get; init; }
    public required int StopTimeoutSeconds { get; init; }
    public required int DeletionTimeoutSeconds { get; init; }
    public required int FirstWatchSeconds { get; init; }
    public required int MaxWatchSeconds { get; init; }
}
