namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>A port of a group's address.</summary>
public class ContainerGroupPort
{
    public ContainerGroupPort(int port) => Port = port;

    public int Port { get; set; }

    public ContainerGroupNetworkProtocol? Protocol { get; set; }
}
