using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Mounts;

namespace CloudWorkspaces.Runs.Groups;

/// <summary>What a container group says of shares that it cannot mount.</summary>
internal static class GroupMountErrors
{
    /// <summary>How the names of the service's events for it begin: <c>FailedMountAzureFileVolume</c>.</summary>
    private const string EventName = "FailedMount";

    /// <returns>Which one and why, of the newest failure; null when there is none.</returns>
    public static string? Find(ContainerGroupData group, IEnumerable<ContainerEvent> events)
    {
        var newest = events
            .Where(item => item.EventType is "Warning" && item.Name?.StartsWith(EventName, StringComparison.Ordinal) is true)
            .OrderBy(item => item.LastTimestamp)
            .LastOrDefault();
        return newest is null ? null : $"{Subject(group, newest.Message ?? "")} cannot be mounted: {newest.Message}";
    }

    /// <summary>The service's own message names no share: it may be any of the group's.</summary>
    private static string Subject(ContainerGroupData group, string message)
    {
        var shares = group.Volumes.Where(volume => volume.AzureFile is not null).ToList();
        var named = shares.FindAll(volume => message.Contains(
            $"{volume.AzureFile!.StorageAccountName}/{volume.AzureFile.ShareName}'", StringComparison.Ordinal));
        var text = string.Join(" or ", (named.Count > 0 ? named : shares).Select(NameOf));
        return text.Length == 0 ? "A volume" : char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static string NameOf(ContainerVolume volume) =>
        MountVolumes.MountOf(volume.Name) is { } mount ? $"mount '{mount}'" : "the workspace's home";
}
