using Azure.Core;
using Azure.ResourceManager.ContainerInstance.Models;
using Azure.ResourceManager.Resources;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>Where container groups are found from the general clients of Azure.ResourceManager.</summary>
public static class ContainerInstanceExtensions
{
    public static ContainerGroupCollection GetContainerGroups(this ResourceGroupResource resourceGroupResource)
    {
        ArgumentNullException.ThrowIfNull(resourceGroupResource);
        return resourceGroupResource.GetCachedClient(
            client => new ContainerGroupCollection(client, resourceGroupResource.Id));
    }

    public static ContainerGroupResource GetContainerGroupResource(this ArmClient client, ResourceIdentifier id)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.GetResourceClient(() => new ContainerGroupResource(client, id));
    }

    /// <summary>What the location offers, by kind of container group.</summary>
    public static AsyncPageable<ContainerCapabilities> GetCapabilitiesWithLocationAsync(
        this SubscriptionResource subscriptionResource, AzureLocation location, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subscriptionResource);
        return subscriptionResource
            .GetCachedClient(client => new SubscriptionLists(client, subscriptionResource.Id))
            .Capabilities(location, cancellationToken);
    }
}
