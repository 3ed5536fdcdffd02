using CloudWorkspaces.Identity;

namespace CloudWorkspaces.Workspaces;

/// <summary>A user in a workspace.</summary>
public sealed record Member
{
    public required string User { get; init; }
    public required WorkspaceRole Role { get; init; }

    /// <summary>When the user came in.</summary>
    public required DateTimeOffset Since { get; init; }
}
