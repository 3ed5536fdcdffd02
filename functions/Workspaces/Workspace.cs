namespace CloudWorkspaces.Workspaces;

/// <summary>A team's place: its files, its runs, and what is used when a request names no environment or flavor.</summary>
public sealed record Workspace
{
    public required WorkspaceName Name { get; init; }
    public required string DefaultEnvironment { get; init; }
    public required string DefaultFlavor { get; init; }

    public WorkspaceLimits Limits { get; init; } = new();

    /// <summary>Null for keeping every run.</summary>
    public WorkspaceRetention? Retention { get; init; }

    public WorkspaceState State { get; init; } = WorkspaceState.Active;

    /// <summary>Counts its changes: the resource's ETag.</summary>
    public int Version { get; init; }

    public string CreatedBy { get; init; } = "";
    public DateTimeOffset CreatedOn { get; init; }

    /// <summary>When its storage goes; set exactly while it is being deleted.</summary>
    public DateTimeOffset? RemoveOn { get; init; }

    /// <summary>The blob container behind the files API.</summary>
    public string FilesContainer => $"{Name}-files";

    /// <summary>The file share behind /home/jovyan.</summary>
    public string HomeShare => $"{Name}-home";
}
