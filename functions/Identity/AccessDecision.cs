using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Identity;

/// <summary>Whether a caller with a role in a workspace may use a function.</summary>
internal static class AccessDecision
{
    /// <returns>Why not, or null.</returns>
    public static Problem? Refuse(WorkspaceGrant grant, RequiresRoleAttribute required)
    {
        var name = grant.Workspace.Name;
        if (grant.Role < required.Role)
        {
            return Problems.Forbidden(
                $"This needs the role {RoleNames.Of(required.Role)} in workspace '{name}'; yours is {RoleNames.Of(grant.Role)}.");
        }

        return grant.Workspace.State is WorkspaceState.Active || required.InEveryState
            ? null
            : Problems.WrongState($"Workspace '{name}' is {grant.Workspace.State.ToString().ToLowerInvariant()}.");
    }
}
