namespace CloudWorkspaces.Workspaces;

/// <summary>The workspaces that exist.</summary>
public interface IWorkspaces
{
    Task<IReadOnlyList<Workspace>> ListAsync(CancellationToken cancellationToken);

    Task<Workspace?> FindAsync(WorkspaceName name, CancellationToken cancellationToken);
}
