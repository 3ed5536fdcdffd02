using Azure.Core;

namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>The subnet that a group is put into.</summary>
public class ContainerGroupSubnetId(ResourceIdentifier id)
{
    public ResourceIdentifier Id { get; set; } = id;

    public string? Name { get; set; }
}
