using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Workspaces;

/// <summary>The section <c>Workspaces</c>.</summary>
public sealed record WorkspaceOptions
{
    public const string Section = "Workspaces";

    /// <summary>The workspace that is made when the app starts; see <see cref="WorkspaceName"/>.</summary>
    [Required]
    public string Default { get; init; } = "default";

    /// <summary>Used by runs that name no environment.</summary>
    [Required]
    public string DefaultEnvironment { get; init; } = "eo";

    /// <summary>Used by runs that name no flavor.</summary>
    [Required]
    public string DefaultFlavor { get; init; } = "small";
}
