using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;
using CloudWorkspaces.Homes;

namespace CloudWorkspaces.Containers;

/// <summary>The workspace's home file system, at the same place in sessions and runs.</summary>
internal static class HomeVolume
{
    private const string Name = "home";
    private const string Folder = "/home/jovyan";

    /// <summary>Nothing for a group of no workspace, and where the settings name no account for homes: home is then the image's own folder.</summary>
    public static void AddTo(ContainerGroupData group, string workspace, HomeOptions homes)
    {
        if (homes.AccountName.Length == 0 || workspace.Length == 0)
        {
            return;
        }

        group.Volumes.Add(new ContainerVolume(Name)
        {
            AzureFile = new ContainerInstanceAzureFileVolume($"{workspace}-home", homes.AccountName)
            {
                StorageAccountKey = homes.AccountKey,
            },
        });
        group.Containers[0].VolumeMounts.Add(new ContainerVolumeMount(Name, Folder));
    }
}
