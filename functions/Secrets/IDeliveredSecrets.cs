namespace CloudWorkspaces.Secrets;

/// <summary>What containers get.</summary>
public interface IDeliveredSecrets
{
    /// <summary>The secrets of a workspace with their values as they are at this moment.</summary>
    /// <exception cref="SecretUnreadableException">One cannot be read: it is named.</exception>
    Task<IReadOnlyList<ReadSecret>> ReadAllAsync(string workspace, CancellationToken cancellationToken);
}
