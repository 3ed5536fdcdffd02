namespace CloudWorkspaces.Secrets;

/// <summary>Keeps values safe. A value never changes under its id.</summary>
public interface ISecretVault
{
    /// <summary>Makes it ready when the app starts. Idempotent.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    Task PutAsync(SecretId id, string value, CancellationToken cancellationToken);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="SecretUnreadableException">It is there and cannot be read.</exception>
    Task<string?> FindAsync(SecretId id, CancellationToken cancellationToken);

    /// <summary>Idempotent.</summary>
    Task DeleteAsync(SecretId id, CancellationToken cancellationToken);

    /// <summary>Deletes all that a workspace has. Idempotent.</summary>
    Task DeleteAllAsync(string workspace, CancellationToken cancellationToken);
}
