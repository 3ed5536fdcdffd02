namespace CloudWorkspaces.Workspaces;

/// <summary>What a workspace keeps of the runs that are over; those that are pinned stay in any case.</summary>
public sealed record WorkspaceRetention
{
    /// <summary>Since the run's end; null for any time.</summary>
    public int? Days { get; init; }

    /// <summary>The newest so many; null for any number.</summary>
    public int? Runs { get; init; }
}
