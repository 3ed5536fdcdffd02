namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>What a container is given, and charged for.</summary>
public class ContainerResourceRequestsContent
{
    public ContainerResourceRequestsContent(double memoryInGB, double cpu) => (MemoryInGB, Cpu) = (memoryInGB, cpu);

    /// <summary>In vCPU.</summary>
    public double Cpu { get; set; }

    /// <summary>In units of 1,073,741,824 bytes.</summary>
    public double MemoryInGB { get; set; }
}
