using Azure.Storage.Sas;
using CloudWorkspaces.Agents;
using CloudWorkspaces.Secrets;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Mounts;

/// <summary>
/// Signs the containers behind mounts: for minutes, or for hours where user code is to use it. A signature covers a
/// container, never a prefix.
/// </summary>
public sealed class MountSas(
    MountSigners signers, MountKey keys, IOptions<MountOptions> options, IOptions<AgentOptions> agent, TimeProvider time)
{
    private const BlobContainerSasPermissions Read = BlobContainerSasPermissions.Read | BlobContainerSasPermissions.List;
    private const BlobContainerSasPermissions Write =
        Read | BlobContainerSasPermissions.Create | BlobContainerSasPermissions.Write;

    /// <summary>Null when what opens the mount cannot be had.</summary>
    internal async Task<Uri?> TrySignAsync(string workspace, Mount mount, CancellationToken cancellationToken)
    {
        if (mount.HasKey)
        {
            return await GivenAsync(workspace, mount, cancellationToken);
        }

        var minutes = mount.Mode is MountMode.Direct ? options.Value.DirectSasMinutes : agent.Value.SasMinutes;
        var permissions = mount switch
        {
            { ReadOnly: true } => Read,
            { Deletes: true } => Write | BlobContainerSasPermissions.Delete,
            _ => Write,
        };
        return await signers.Of(mount.Account).IssueAsync(
            mount.Container!, permissions, time.GetUtcNow().AddMinutes(minutes), cancellationToken);
    }

    private async Task<Uri?> GivenAsync(string workspace, Mount mount, CancellationToken cancellationToken)
    {
        try
        {
            return new Uri(await keys.GetAsync(workspace, mount, cancellationToken));
        }
        catch (SecretUnreadableException)
        {
            // The agent asks for it again, and names the mount that it does not get.
            return null;
        }
    }
}
