using CloudWorkspaces.Local.Arm.Faults;
using CloudWorkspaces.Local.Arm.Network;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>What a group's containers need before they can be made.</summary>
internal sealed class GroupSurroundings(
    GroupImages images,
    GroupFolders folders,
    GitRepositories repositories,
    GroupNetworks networks,
    ProvisioningFaults faults)
{
    /// <summary>Sees to folders, images and network; gives the engine's name for the network.</summary>
    public async Task<string> PrepareAsync(ContainerGroup group, CancellationToken cancellationToken)
    {
        await faults.ApplyAsync(group, cancellationToken);
        folders.Prepare(group.Record.Key, group.Spec.Volumes);
        folders.WriteConfigMaps(group);
        await repositories.CloneAsync(group, cancellationToken);
        var pulling = images.PullMissingAsync(group, cancellationToken);
        var network = await networks.OpenAsync(group);
        await pulling;
        return network;
    }
}
