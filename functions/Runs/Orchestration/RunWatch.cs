namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>The input of <see cref="WatchRun"/>.</summary>
public sealed record RunWatch
{
    public required RunAttempt Attempt { get; init; }
    public required RunPlan Plan { get; init; }
}
