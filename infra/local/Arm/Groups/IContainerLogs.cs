namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>What wants to see containers' logs before the containers are gone. Does not fail.</summary>
internal interface IContainerLogs
{
    Task CollectAsync(ContainerGroup group, IEnumerable<GroupContainer> containers);
}
