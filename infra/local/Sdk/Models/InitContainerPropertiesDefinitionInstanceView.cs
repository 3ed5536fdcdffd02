namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>How an init container fares.</summary>
public class InitContainerPropertiesDefinitionInstanceView
{
    internal InitContainerPropertiesDefinitionInstanceView()
    {
    }

    public ContainerState? CurrentState { get; internal init; }

    public IReadOnlyList<ContainerEvent> Events { get; internal init; } = [];

    public ContainerState? PreviousState { get; internal init; }

    public int? RestartCount { get; internal init; }
}
