namespace CloudWorkspaces.Runs.Orchestration;

public enum GroupCreationOutcome
{
    /// <summary>The group exists, from this call or from one before.</summary>
    Created,

    /// <summary>Quota or capacity is used up for the moment.</summary>
    Retry,

    /// <summary>There will be no group: <see cref="GroupCreation.Ending"/> says why.</summary>
    Ended,
}
