using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Homes;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Mounts;

/// <summary>The mounts that a container group has from its beginning: shares and caches.</summary>
public sealed class MountVolumes(IMounts mounts, IOptions<HomeOptions> homes)
{
    internal async Task AddToAsync(ContainerGroupData group, Workload workload, CancellationToken cancellationToken)
    {
        foreach (var mount in await mounts.ListAsync(workload.Workspace, cancellationToken))
        {
            if (mount.Kind is not MountKind.Blob)
            {
                group.Volumes.Add(Volume(mount));
                group.Containers[0].VolumeMounts.Add(
                    new ContainerVolumeMount(NameOf(mount), mount.Path!) { IsReadOnly = mount.ReadOnly });
            }
        }
    }

    private static string NameOf(Mount mount) => $"mount-{mount.Name}";

    private ContainerVolume Volume(Mount mount) => mount.Kind is MountKind.Cache
        ? new ContainerVolume(NameOf(mount)) { EmptyDir = BinaryData.FromString("{}") }
        : new ContainerVolume(NameOf(mount))
        {
            AzureFile = new ContainerInstanceAzureFileVolume(mount.Share!, homes.Value.AccountName)
            {
                StorageAccountKey = homes.Value.AccountKey,
                IsReadOnly = mount.ReadOnly,
            },
        };
}
