using Azure.Core;

namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>The profile that a group takes what it does not say itself from.</summary>
public class ContainerGroupProfileReferenceDefinition
{
    public ResourceIdentifier? Id { get; set; }

    public int? Revision { get; set; }
}
