namespace CloudWorkspaces.Identity;

/// <summary>The least role in the workspace of the route's <c>{ws}</c> that a caller needs for an HTTP function.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresRoleAttribute(WorkspaceRole role) : Attribute
{
    public WorkspaceRole Role { get; } = role;

    /// <summary>Whether it is the caller's default workspace that counts, for a function whose route names none.</summary>
    public bool InDefaultWorkspace { get; init; }

    /// <summary>
    /// Whether the function works while the workspace is being made or deleted. By default those for viewers do, which
    /// only read, and all others do not.
    /// </summary>
    public bool InEveryState { get; init; } = role is WorkspaceRole.Viewer;
}
