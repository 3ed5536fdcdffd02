namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>Something that happened to a container or group: Pulling, Started, BackOff and others.</summary>
public class ContainerEvent
{
    internal ContainerEvent()
    {
    }

    public int? Count { get; internal init; }

    /// <summary>Normal or Warning.</summary>
    public string? EventType { get; internal init; }

    public DateTimeOffset? FirstTimestamp { get; internal init; }

    public DateTimeOffset? LastTimestamp { get; internal init; }

    public string? Message { get; internal init; }

    public string? Name { get; internal init; }
}
