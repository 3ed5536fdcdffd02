using CloudWorkspaces.Identity;

namespace CloudWorkspaces.Workspaces;

/// <summary>Says what a user may do in a workspace.</summary>
public interface IWorkspaceAccess
{
    /// <summary>Null when there is no such workspace, or none that the caller may see.</summary>
    Task<WorkspaceGrant?> FindAsync(Caller caller, WorkspaceName name, CancellationToken cancellationToken);

    /// <summary>The workspace that is meant where none is named: the deployment's default one, or else the caller's only one.</summary>
    /// <exception cref="Http.ProblemException">404: the caller may see neither.</exception>
    Task<WorkspaceGrant> DefaultAsync(Caller caller, CancellationToken cancellationToken);

    /// <summary>What the caller may see, by name.</summary>
    Task<IReadOnlyList<WorkspaceGrant>> ListAsync(Caller caller, CancellationToken cancellationToken);
}
