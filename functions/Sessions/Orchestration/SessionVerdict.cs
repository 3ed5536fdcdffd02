namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>What a look at a session, its group and its agent's status showed.</summary>
public sealed record SessionVerdict
{
    /// <summary>Why it ends; null while it goes on.</summary>
    public SessionEnding? Ending { get; init; }

    /// <summary>When there may be something to decide, from now; null when nobody knows.</summary>
    public double? NextSeconds { get; init; }
}
