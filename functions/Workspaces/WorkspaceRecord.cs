namespace CloudWorkspaces.Workspaces;

/// <summary>A workspace as it is stored.</summary>
public sealed record WorkspaceRecord
{
    public required WorkspaceName Name { get; init; }
    public required WorkspaceState State { get; init; }

    /// <summary>Null for the deployment's.</summary>
    public string? DefaultEnvironment { get; init; }

    /// <summary>Null for the deployment's.</summary>
    public string? DefaultFlavor { get; init; }

    public WorkspaceLimits Limits { get; init; } = new();

    /// <summary>Null for keeping every run.</summary>
    public WorkspaceRetention? Retention { get; init; }

    /// <summary>Whose quota it counts against; empty for the deployment's own workspace.</summary>
    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>See <see cref="Workspace.RemoveOn"/>.</summary>
    public DateTimeOffset? RemoveOn { get; init; }

    /// <summary>From 1, one more with every change.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether it is one of those that the user has made and not removed.</summary>
    internal bool CountsFor(string user) => CreatedBy == user && State is not WorkspaceState.Removed;

    /// <summary>With the deployment's defaults where it has none of its own.</summary>
    internal Workspace Resolve(WorkspaceOptions options) => new()
    {
        Name = Name,
        DefaultEnvironment = DefaultEnvironment ?? options.DefaultEnvironment,
        DefaultFlavor = DefaultFlavor ?? options.DefaultFlavor,
        Limits = Limits,
        Retention = Retention,
        State = State,
        Version = Version,
        CreatedBy = CreatedBy,
        CreatedOn = CreatedOn,
        RemoveOn = RemoveOn,
    };
}
