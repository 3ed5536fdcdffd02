using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;

namespace CloudWorkspaces.Containers;

/// <summary>Lets the service take a group from a standby pool; where none fits it makes one as always.</summary>
internal static class GroupPool
{
    public static void AddTo(ContainerGroupData group, StandbyPool? pool)
    {
        if (pool is null)
        {
            return;
        }

        group.StandbyPoolProfile = new StandbyPoolProfileDefinition
        {
            Id = pool.Id,
            FailContainerGroupCreateOnReuseFailure = false,
        };
        group.ContainerGroupProfile = new ContainerGroupProfileReferenceDefinition
        {
            Id = pool.Profile,
            Revision = pool.Revision,
        };
    }
}
