using Azure.Core;
using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;
using CloudWorkspaces.Flavors;

namespace CloudWorkspaces.Containers;

/// <summary>Puts a group into its flavor's subnet, where it has one.</summary>
internal static class GroupNetwork
{
    public static void AddTo(ContainerGroupData group, Flavor flavor)
    {
        if (flavor.SubnetId is { } id)
        {
            group.SubnetIds.Add(new ContainerGroupSubnetId(new ResourceIdentifier(id)));
        }
    }
}
