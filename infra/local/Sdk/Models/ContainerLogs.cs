namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>What a container has written.</summary>
public class ContainerLogs
{
    internal ContainerLogs()
    {
    }

    public string? Content { get; internal init; }
}
