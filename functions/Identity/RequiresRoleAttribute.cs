namespace CloudWorkspaces.Identity;

/// <summary>The least role in the workspace of the route's <c>{ws}</c> that a caller needs for an HTTP function.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresRoleAttribute(WorkspaceRole role) : Attribute
{
    public WorkspaceRole Role { get; } = role;
}
