namespace CloudWorkspaces.Mounts;

/// <summary>The mounts of workspaces.</summary>
public interface IMounts
{
    /// <returns>By name.</returns>
    Task<IReadOnlyList<Mount>> ListAsync(string workspace, CancellationToken cancellationToken);

    Task<Mount?> FindAsync(string workspace, string name, CancellationToken cancellationToken);
}
