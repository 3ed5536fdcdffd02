using CloudWorkspaces.Identity;

namespace CloudWorkspaces.Workspaces;

/// <summary>A workspace as the API shows it to one of its members.</summary>
public sealed record WorkspaceView
{
    public required string Name { get; init; }
    public required WorkspaceState State { get; init; }

    /// <summary>The caller's.</summary>
    public required WorkspaceRole Role { get; init; }

    public required string DefaultEnvironment { get; init; }
    public required string DefaultFlavor { get; init; }
    public required WorkspaceLimits Limits { get; init; }
    public WorkspaceRetention? Retention { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>When the storage of a deleted one goes.</summary>
    public DateTimeOffset? RemoveOn { get; init; }

    public static WorkspaceView Of(WorkspaceGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        var workspace = grant.Workspace;
        return new WorkspaceView
        {
            Name = workspace.Name.Value,
            State = workspace.State,
            Role = grant.Role,
            DefaultEnvironment = workspace.DefaultEnvironment,
            DefaultFlavor = workspace.DefaultFlavor,
            Limits = workspace.Limits,
            Retention = workspace.Retention,
            CreatedBy = workspace.CreatedBy,
            CreatedOn = workspace.CreatedOn,
            RemoveOn = workspace.RemoveOn,
        };
    }
}
