using CloudWorkspaces.Identity;

namespace CloudWorkspaces.Workspaces;

/// <summary>Says what a user may do in a workspace.</summary>
public interface IWorkspaceAccess
{
    /// <summary>Null when there is no such workspace, or none that the caller may see.</summary>
    Task<WorkspaceGrant?> FindAsync(Caller caller, WorkspaceName name, CancellationToken cancellationToken);

    /// <summary>What the caller may see, by name.</summary>
    Task<IReadOnlyList<WorkspaceGrant>> ListAsync(Caller caller, CancellationToken cancellationToken);
}
