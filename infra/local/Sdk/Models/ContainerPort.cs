namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>A port that a container listens on.</summary>
public class ContainerPort
{
    public ContainerPort(int port) => Port = port;

    public int Port { get; set; }
}
