using CloudWorkspaces.Secrets;

namespace CloudWorkspaces.Mounts;

/// <summary>
/// The signed address or the account's key that opens a mount, where it came with the request: kept as secrets are, each
/// under the tag of the mount that it came with, so that a change that is refused changes nothing.
/// </summary>
public sealed class MountKey(IKeptValues kept)
{
    public Task PutAsync(string workspace, Mount mount, string value, CancellationToken cancellationToken) =>
        kept.PutAsync(workspace, NameOf(mount), value, cancellationToken);

    /// <exception cref="SecretUnreadableException">It is not to be had.</exception>
    public async Task<string> GetAsync(string workspace, Mount mount, CancellationToken cancellationToken)
    {
        try
        {
            return await kept.FindAsync(workspace, NameOf(mount), cancellationToken) ??
                throw new SecretUnreadableException("It is missing.");
        }
        catch (SecretUnreadableException exception)
        {
            throw new SecretUnreadableException(
                $"Mount '{mount.Name}' cannot be had: its key cannot be read. Put the mount again.", exception);
        }
    }

    /// <summary>Nothing where the mount has none.</summary>
    public Task RemoveAsync(string workspace, Mount? mount, CancellationToken cancellationToken) => mount is { HasKey: true }
        ? kept.RemoveAsync(workspace, NameOf(mount), cancellationToken)
        : Task.CompletedTask;

    private static string NameOf(Mount mount) => $"mount:{mount.Name}:{mount.Tag}";
}
