using System.Text.Json.Nodes;
using Azure.Core;
using Azure.ResourceManager.ContainerInstance.Models;
using static Azure.ResourceManager.ContainerInstance.JsonFields;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>What a subscription is told of container instances in a location.</summary>
internal sealed class SubscriptionLists : ArmResource
{
    private readonly ContainerGroupsRest _rest;

    public SubscriptionLists(ArmClient client, ResourceIdentifier id)
        : base(client, id) => _rest = new ContainerGroupsRest(Pipeline, Endpoint);

    public AsyncPageable<ContainerCapabilities> Capabilities(AzureLocation location, CancellationToken cancellationToken)
    {
        var path = $"{Id}/providers/Microsoft.ContainerInstance/locations/{Uri.EscapeDataString(location.Name)}/capabilities";
        return new ArmPages<ContainerCapabilities>(_rest, new Uri(Endpoint, path), Read, cancellationToken);
    }

    private static ContainerCapabilities Read(JsonNode node) => new()
    {
        ResourceType = Text(node, "resourceType"),
        OSType = Text(node, "osType"),
        Location = Text(node, "location") is { } location ? new AzureLocation(location) : null,
        IPAddressType = Text(node, "ipAddressType"),
        Gpu = Text(node, "gpu"),
        Capabilities = node["capabilities"] is { } limits
            ? new ContainerSupportedCapabilities
            {
                MaxMemoryInGB = (float?)Number(limits, "maxMemoryInGB"),
                MaxCpu = (float?)Number(limits, "maxCpu"),
                MaxGpuCount = (float?)Number(limits, "maxGpuCount"),
            }
            : null,
    };
}
