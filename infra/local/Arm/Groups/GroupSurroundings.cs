using CloudWorkspaces.Local.Arm.Faults;
using CloudWorkspaces.Local.Arm.Network;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>What a group's containers need before they can be made.</summary>
internal sealed class GroupSurroundings(
    GroupImages images,
    GroupFolders folders,
    GitRepositories repositories,
    GroupNetworks networks,
    ProvisioningFaults faults,
    TimeProvider time)
{
    /// <summary>Sees to folders, images and network; gives the engine's name for the network.</summary>
    public async Task<string> PrepareAsync(ContainerGroup group, CancellationToken cancellationToken)
    {
        await faults.ApplyAsync(group, cancellationToken);
        await MountAsync(group);
        folders.WriteConfigMaps(group);
        await repositories.CloneAsync(group, cancellationToken);
        var pulling = images.PullMissingAsync(group, cancellationToken);
        var network = await networks.OpenAsync(group);
        await pulling;
        return network;
    }

    private async Task MountAsync(ContainerGroup group)
    {
        try
        {
            await folders.PrepareAsync(group.Record.Key, group.Spec.Volumes);
        }
        catch (ProvisioningException failure)
        {
            foreach (var container in group.All)
            {
                container.Tell("FailedMount", failure.Message, time.GetUtcNow(), "Warning");
            }

            throw;
        }
    }

    /// <summary>Gives up what only running containers need.</summary>
    public Task ReleaseAsync(ContainerGroup group) => folders.ReleaseAsync(group.Record.Key);
}
