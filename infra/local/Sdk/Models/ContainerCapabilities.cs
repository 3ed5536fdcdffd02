using Azure.Core;

namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>What a kind of container group can have in a location.</summary>
public class ContainerCapabilities
{
    internal ContainerCapabilities()
    {
    }

    public string? ResourceType { get; internal init; }

    public string? OSType { get; internal init; }

    public AzureLocation? Location { get; internal init; }

    public string? IPAddressType { get; internal init; }

    /// <summary>The GPU's kind, or "None".</summary>
    public string? Gpu { get; internal init; }

    public ContainerSupportedCapabilities? Capabilities { get; internal init; }
}
