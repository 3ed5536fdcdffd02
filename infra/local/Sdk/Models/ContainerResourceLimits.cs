namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>What a container may use at most; its requests when absent.</summary>
public class ContainerResourceLimits
{
    public ContainerResourceLimits()
    {
    }

    /// <summary>In vCPU.</summary>
    public double? Cpu { get; set; }

    /// <summary>In units of 1,073,741,824 bytes.</summary>
    public double? MemoryInGB { get; set; }
}
