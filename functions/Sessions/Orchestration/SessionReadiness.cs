namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>What an attempt has to do next, as <see cref="PrepareSession"/> found it.</summary>
public enum SessionReadiness
{
    /// <summary>It may have its container group.</summary>
    Wanted,

    /// <summary>Its end was asked for.</summary>
    StopRequested,

    /// <summary>It is over, has a successor, or does not exist.</summary>
    Closed,
}
