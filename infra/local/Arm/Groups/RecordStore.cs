using CloudWorkspaces.Local.Arm.Engine;
using Docker.DotNet;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Keeps groups' records in the engine, so that they outlive the emulator.</summary>
internal sealed partial class RecordStore(ContainerEngine engine, ILogger<RecordStore> logger)
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
                await RemoveAsync(old);
            }
        }
        finally
        {
            group.Saving.Release();
        }
    }

    /// <summary>An old record that stays is of a lower generation, and goes with the group or when the emulator starts again.</summary>
    private async Task RemoveAsync(string old)
    {
        try
        {
            await engine.RemoveAsync(old, CancellationToken.None);
        }
        catch (Exception exception) when (exception is DockerApiException or HttpRequestException or IOException or TimeoutException)
        {
            LogLeft(exception, old);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The old record {Container} is left behind for now")]
    private partial void LogLeft(Exception exception, string container);
}
