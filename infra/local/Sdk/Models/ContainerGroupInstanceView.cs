namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>How a group fares.</summary>
public class ContainerGroupInstanceView
{
    internal ContainerGroupInstanceView()
    {
    }

    public IReadOnlyList<ContainerEvent> Events { get; internal init; } = [];

    /// <summary>Pending, Running, Stopped, Succeeded or Failed.</summary>
    public string? State { get; internal init; }
}
