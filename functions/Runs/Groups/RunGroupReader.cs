using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Runs.Groups;

/// <summary>What a container group's instance view says of its run.</summary>
internal static class RunGroupReader
{
    public static RunGroup Read(ContainerGroupData group)
    {
        var main = group.Containers.FirstOrDefault(container => container.Name == RunContainerGroup.MainContainer)
            ?.InstanceView;
        var state = main?.CurrentState;
        var events = (group.InstanceView?.Events ?? [])
            .Concat(main?.Events ?? [])
            .Concat(group.InitContainers.SelectMany(container => container.InstanceView?.Events ?? []))
            .ToList();
        return new RunGroup
        {
            Ended = group.InstanceView?.State is "Succeeded" or "Failed" or "Stopped" ||
                group.ContainerGroupProvisioningState == ContainerGroupProvisioningState.Failed,
            EndedOn = state?.FinishOn,
            ExitCode = state?.ExitCode,
            ImageError = events.LastOrDefault(IsImageError)?.Message,
            Evicted = events.Any(IsEviction),
            OutOfMemory = state?.DetailStatus is "OOMKilled",
        };
    }

    private static bool IsImageError(ContainerEvent item) =>
        item.EventType is "Warning" &&
        item.Message?.Contains("pull", StringComparison.OrdinalIgnoreCase) is true;

    private static bool IsEviction(ContainerEvent item) =>
        item.Name?.Contains("Evict", StringComparison.OrdinalIgnoreCase) is true ||
        item.Name?.Contains("Preempt", StringComparison.OrdinalIgnoreCase) is true;
}
