using CloudWorkspaces.Local.Arm.Engine;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Keeps groups' records in the engine, so that they outlive the emulator.</summary>
internal sealed class RecordStore(ContainerEngine engine)
{
    /// <summary>Makes the changed record the group's newest. It is durable when this returns.</summary>
    public async Task SaveAsync(ContainerGroup group, Func<GroupRecord, GroupRecord> change)
    {
        await group.Saving.WaitAsync();
        try
        {
            var next = change(group.Record) with { Generation = group.Record.Generation + 1 };
            var id = await engine.CreateAsync(ContainerPlan.Record(next), CancellationToken.None);
            var old = group.RecordContainerId;
            (group.RecordContainerId, group.Record) = (id, next);
            if (old is not null)
            {
                await engine.RemoveAsync(old, CancellationToken.None);
            }
        }
        finally
        {
            group.Saving.Release();
        }
    }
}
