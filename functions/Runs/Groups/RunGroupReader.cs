using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Runs.Groups;

/// <summary>What a container group's instance view says of its run.</summary>
internal static class RunGroupReader
{
    public static RunGroup Read(ContainerGroupData group)
    {
        var main = group.Containers.FirstOrDefault(container => container.Name == WorkloadGroupBuilder.MainContainer)
            ?.InstanceView;
        var state = main?.CurrentState;
        List<IReadOnlyList<ContainerEvent>> events =
        [
            group.InstanceView?.Events ?? [],
            .. group.InitContainers.Select(container => container.InstanceView?.Events ?? []),
            main?.Events ?? [],
        ];
        return new RunGroup
        {
            Ended = group.InstanceView?.State is "Succeeded" or "Failed" or "Stopped" ||
                group.ContainerGroupProvisioningState == ContainerGroupProvisioningState.Failed ||
                // Another container may go on, which is of no use without this one.
                state is { State: "Terminated", StartOn: not null },
            EndedOn = state?.FinishOn,
            ExitCode = state?.ExitCode,
            ImageError = state?.StartOn is null ? events.Select(ImageError).LastOrDefault(error => error is not null) : null,
            MountError = state?.StartOn is null ? GroupMountErrors.Find(group, events.SelectMany(list => list)) : null,
            Evicted = events.SelectMany(list => list).Any(IsEviction),
            OutOfMemory = state?.DetailStatus is "OOMKilled",
        };
    }

    /// <summary>The service tries again by itself: only the newest word on a container's image counts.</summary>
    private static string? ImageError(IReadOnlyList<ContainerEvent> events)
    {
        var newest = events
            .Where(item => item.Message?.Contains("pull", StringComparison.OrdinalIgnoreCase) is true)
            .OrderBy(item => item.LastTimestamp)
            .LastOrDefault();
        return newest is { EventType: "Warning" } or { Name: "BackOff" } ? newest.Message : null;
    }

    private static bool IsEviction(ContainerEvent item) =>
        item.Name?.Contains("Evict", StringComparison.OrdinalIgnoreCase) is true ||
        item.Name?.Contains("Preempt", StringComparison.OrdinalIgnoreCase) is true;
}
