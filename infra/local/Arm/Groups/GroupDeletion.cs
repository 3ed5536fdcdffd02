using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Network;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Removes groups with all that is theirs. Each step can be repeated.</summary>
internal sealed class GroupDeletion(ContainerEngine engine, ContainerRunner containers, GroupFolders folders, IContainerLogs logs)
{
    /// <summary>Leaves nothing of the group; its record goes last, so that an interrupted deletion can go on.</summary>
    public async Task RunAsync(ContainerGroup group)
    {
        await logs.CollectAsync(group, group.All);
        await GroupNetworks.CloseAsync(group);
        await Task.WhenAll(group.All.Select(containers.RemoveAsync));
        var rest = await engine.FindGroupAsync(group.Record.Key, CancellationToken.None);
        await Task.WhenAll(rest
            .Where(id => id != group.RecordContainerId)
            .Select(id => engine.RemoveAsync(id, CancellationToken.None)));
        GroupNetworks.Remove(group.Record.Key);
        await folders.ReleaseAsync(group.Record.Key);
        folders.Remove(group.Record.Key);
        if (group.RecordContainerId is { } id)
        {
            await engine.RemoveAsync(id, CancellationToken.None);
        }
    }
}
