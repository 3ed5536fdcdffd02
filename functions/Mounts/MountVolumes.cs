using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Homes;
using CloudWorkspaces.Secrets;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Mounts;

/// <summary>The mounts that a container group has from its beginning: shares and caches.</summary>
public sealed class MountVolumes(IMounts mounts, MountKey keys, IOptions<HomeOptions> homes)
{
    private const string Prefix = "mount-";

    /// <exception cref="SecretUnreadableException">The key of a share's account is not to be had.</exception>
    internal async Task AddToAsync(ContainerGroupData group, Workload workload, CancellationToken cancellationToken)
    {
        foreach (var mount in await mounts.ListAsync(workload.Workspace, cancellationToken))
        {
            if (mount.Kind is not MountKind.Blob)
            {
                group.Volumes.Add(await VolumeAsync(workload.Workspace, mount, cancellationToken));
                group.Containers[0].VolumeMounts.Add(
                    new ContainerVolumeMount(NameOf(mount), mount.Path!) { IsReadOnly = mount.ReadOnly });
            }
        }
    }

    /// <summary>The mount's name; null for another volume's.</summary>
    internal static string? MountOf(string volume) =>
        volume.StartsWith(Prefix, StringComparison.Ordinal) ? volume[Prefix.Length..] : null;

    private static string NameOf(Mount mount) => Prefix + mount.Name;

    private async Task<ContainerVolume> VolumeAsync(string workspace, Mount mount, CancellationToken cancellationToken)
    {
        if (mount.Kind is MountKind.Cache)
        {
            return new ContainerVolume(NameOf(mount)) { EmptyDir = BinaryData.FromString("{}") };
        }

        var key = mount.HasKey ? await keys.GetAsync(workspace, mount, cancellationToken) : homes.Value.AccountKey;
        return new ContainerVolume(NameOf(mount))
        {
            AzureFile = new ContainerInstanceAzureFileVolume(mount.Share!, mount.Account ?? homes.Value.AccountName)
            {
                StorageAccountKey = key,
                IsReadOnly = mount.ReadOnly,
            },
        };
    }
}
