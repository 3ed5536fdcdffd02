namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>How a container fares.</summary>
public class ContainerInstanceView
{
    internal ContainerInstanceView()
    {
    }

    public ContainerState? CurrentState { get; internal init; }

    public IReadOnlyList<ContainerEvent> Events { get; internal init; } = [];

    public ContainerState? PreviousState { get; internal init; }

    public int? RestartCount { get; internal init; }
}
