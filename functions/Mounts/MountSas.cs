using Azure.Storage.Sas;
using CloudWorkspaces.Agents;
using CloudWorkspaces.AzureServices;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Mounts;

/// <summary>
/// Signs the containers behind mounts: for minutes, or for hours where user code is to use it. A signature covers a
/// container, never a prefix.
/// </summary>
public sealed class MountSas(
    IBlobSas own, ForeignSas foreign, IOptions<MountOptions> options, IOptions<AgentOptions> agent, TimeProvider time)
{
    private const BlobContainerSasPermissions Read = BlobContainerSasPermissions.Read | BlobContainerSasPermissions.List;
    private const BlobContainerSasPermissions Write =
        Read | BlobContainerSasPermissions.Create | BlobContainerSasPermissions.Write;

    internal Task<Uri> SignAsync(Mount mount, CancellationToken cancellationToken)
    {
        var minutes = mount.Mode is MountMode.Direct ? options.Value.DirectSasMinutes : agent.Value.SasMinutes;
        var permissions = mount switch
        {
            { ReadOnly: true } => Read,
            { Deletes: true } => Write | BlobContainerSasPermissions.Delete,
            _ => Write,
        };
        var sas = mount.Account is { } account ? foreign.Of(account) : own;
        return sas.IssueAsync(mount.Container!, permissions, time.GetUtcNow().AddMinutes(minutes), cancellationToken);
    }
}
