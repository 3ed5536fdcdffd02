namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Whether anybody takes care of a run or a session.</summary>
internal enum OrchestrationPresence
{
    /// <summary>There is no such orchestration.</summary>
    Missing,

    /// <summary>It goes on.</summary>
    Active,

    /// <summary>It is over, in whatever way.</summary>
    Ended,
}
