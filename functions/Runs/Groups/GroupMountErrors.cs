using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Mounts;

namespace CloudWorkspaces.Runs.Groups;

/// <summary>What a container group says of shares that it cannot mount.</summary>
internal static class GroupMountErrors
{
    /// <returns>Which one and why, of the newest failure; null when there is none.</returns>
    public static string? Find(ContainerGroupData group, IEnumerable<ContainerEvent> events)
    {
        var newest = events
            .Where(item => item is { EventType: "Warning", Name: "FailedMount" })
            .OrderBy(item => item.LastTimestamp)
            .LastOrDefault();
        return newest is null ? null : $"{Subject(group, newest.Message ?? "")} cannot be mounted: {newest.Message}";
    }

    private static string Subject(ContainerGroupData group, string message)
    {
        var named = group.Volumes
            .Where(volume => volume.AzureFile is { } share &&
                message.Contains($"{share.StorageAccountName}/{share.ShareName}'", StringComparison.Ordinal))
            .Select(volume => volume.Name)
            .ToList();
        return named switch
        {
            [HomeVolume.Name] => "The workspace's home",
            [var name] when MountVolumes.MountOf(name) is { } mount => $"Mount '{mount}'",
            _ => "The workspace's home or a mount",
        };
    }
}
