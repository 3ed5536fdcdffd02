using Azure.Core;
using Azure.ResourceManager.ContainerInstance.Models;
using Azure.ResourceManager.Models;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>A container group as it is asked for and as it is answered.</summary>
public class ContainerGroupData : TrackedResourceData
{
    public ContainerGroupData(
        AzureLocation location,
        IEnumerable<ContainerInstanceContainer> containers,
        ContainerInstanceOperatingSystemType osType)
        : base(location)
    {
        Containers = [.. containers];
        ContainerGroupOSType = osType;
    }

    internal ContainerGroupData(
        ResourceIdentifier id,
        IDictionary<string, string> tags,
        AzureLocation location,
        IEnumerable<ContainerInstanceContainer> containers)
        : base(id, id.Name, id.ResourceType, null, tags, location) => Containers = [.. containers];

    public ContainerInstanceOperatingSystemType? ContainerGroupOSType { get; set; }

    public ContainerGroupProvisioningState? ContainerGroupProvisioningState { get; internal init; }

    public ContainerGroupProfileReferenceDefinition? ContainerGroupProfile { get; set; }

    public IList<ContainerInstanceContainer> Containers { get; }

    public IList<InitContainerDefinitionContent> InitContainers { get; } = [];

    public ContainerGroupInstanceView? InstanceView { get; internal init; }

    public ContainerGroupIPAddress? IPAddress { get; set; }

    public bool? IsCreatedFromStandbyPool { get; internal init; }

    public string? ProvisioningState => ContainerGroupProvisioningState?.ToString();

    public ContainerGroupRestartPolicy? RestartPolicy { get; set; }

    public StandbyPoolProfileDefinition? StandbyPoolProfile { get; set; }

    public IList<ContainerGroupSubnetId> SubnetIds { get; } = [];

    public IList<ContainerVolume> Volumes { get; } = [];
}
