using Azure.Core;

namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>The standby pool that a new group may be taken from.</summary>
public class StandbyPoolProfileDefinition
{
    public bool? FailContainerGroupCreateOnReuseFailure { get; set; }

    public ResourceIdentifier? Id { get; set; }
}
