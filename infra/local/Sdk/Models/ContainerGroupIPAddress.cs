namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>The address of a group, and its ports.</summary>
public class ContainerGroupIPAddress
{
    public ContainerGroupIPAddress(IEnumerable<ContainerGroupPort> ports, ContainerGroupIPAddressType addressType)
    {
        ArgumentNullException.ThrowIfNull(ports);
        Ports = [.. ports];
        AddressType = addressType;
    }

    public ContainerGroupIPAddressType AddressType { get; set; }

    public string? DnsNameLabel { get; set; }

    public string? Fqdn { get; internal init; }

    public System.Net.IPAddress? IP { get; set; }

    public IList<ContainerGroupPort> Ports { get; }
}
