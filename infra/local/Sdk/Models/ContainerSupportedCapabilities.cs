namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>The largest container group.</summary>
public class ContainerSupportedCapabilities
{
    internal ContainerSupportedCapabilities()
    {
    }

    public float? MaxMemoryInGB { get; internal init; }

    public float? MaxCpu { get; internal init; }

    public float? MaxGpuCount { get; internal init; }
}
