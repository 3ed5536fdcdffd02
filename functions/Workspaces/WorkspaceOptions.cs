using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Workspaces;

/// <summary>The section <c>Workspaces</c>.</summary>
public sealed record WorkspaceOptions
{
    public const string Section = "Workspaces";

    /// <summary>The workspace that is made when the app starts; see <see cref="WorkspaceName"/>.</summary>
    [Required]
    public string Default { get; init; } = "default";

    /// <summary>Used by runs that name no environment, in workspaces that name none.</summary>
    [Required]
    public string DefaultEnvironment { get; init; } = "eo";

    /// <summary>Used by runs that name no flavor, in workspaces that name none.</summary>
    [Required]
    public string DefaultFlavor { get; init; } = "small";

    /// <summary>Workspaces that one user may have made and not removed: 0 to 1,000, default 5.</summary>
    [Range(0, 1_000)]
    public int MaxPerUser { get; init; } = 5;

    /// <summary>
    /// From the deletion of a workspace, which stops it, to the removal of its storage: 0 to 31,536,000 seconds, default
    /// a week. Until then it can be restored.
    /// </summary>
    [Range(0, 31_536_000)]
    public int DeletionGraceSeconds { get; init; } = 604_800;
}
