namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>What a run has to do next, as <see cref="PrepareRun"/> found it.</summary>
public enum RunReadiness
{
    /// <summary>It waits for room.</summary>
    Waiting,

    /// <summary>It may have its container group.</summary>
    Admitted,

    /// <summary>It may not have one: <see cref="RunPlan.Refusal"/> says why.</summary>
    Refused,

    /// <summary>Its cancellation was requested.</summary>
    CancelRequested,

    /// <summary>It is terminal already, or does not exist.</summary>
    Closed,
}
