namespace CloudWorkspaces.Secrets;

/// <summary>
/// Values that the product itself needs for a workspace, such as an account's key for a mount: kept as its secrets are,
/// seen by nobody, and gone with the workspace. Names are 1 to 200 letters, digits, dots, colons, hyphens and underscores.
/// </summary>
public interface IKeptValues
{
    /// <summary>Keeps a value in place of the one before. At most 25,000 bytes.</summary>
    Task PutAsync(string workspace, string name, string value, CancellationToken cancellationToken);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="SecretUnreadableException">It is there and cannot be read.</exception>
    Task<string?> FindAsync(string workspace, string name, CancellationToken cancellationToken);

    /// <summary>Idempotent.</summary>
    Task RemoveAsync(string workspace, string name, CancellationToken cancellationToken);
}
