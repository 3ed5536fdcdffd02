using System.Text.Json;
using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Http;
using CloudWorkspaces.Local.Arm.Network;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Finds the groups of an earlier run of the emulator in the engine and goes on with them.</summary>
internal sealed partial class GroupAdoption(
    ContainerEngine engine,
    GroupRegistry registry,
    GroupLifecycle lifecycle,
    GroupFolders folders,
    ILogger<GroupAdoption> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var containers = await engine.ListAsync(cancellationToken);
        foreach (var found in containers.GroupBy(container => container.Label(Labels.Group)))
        {
            var group = Read([.. found], out var stale);
            foreach (var container in stale)
            {
                await engine.RemoveAsync(container.Id, cancellationToken);
            }

            if (group is not null)
            {
                registry.Put(group);
                Continue(group);
            }
        }

        RemoveRest();
    }

    /// <summary>Removes what was made for groups whose record was not: the requests for them were not answered.</summary>
    private void RemoveRest()
    {
        foreach (var key in folders.Keys.Except(registry.All.Select(group => group.Record.Key)))
        {
            GroupNetworks.Remove(key);
            folders.Remove(key);
        }
    }

    private void Continue(ContainerGroup group)
    {
        LogAdopted(group.Record.Id.ResourceId, group.Record.Desired);
        switch (group.Record)
        {
            case { Desired: DesiredState.Deleted }:
                lifecycle.Delete(group, () => registry.Remove(group));
                break;
            case { Desired: DesiredState.Stopped }:
                lifecycle.Stop(group);
                break;
            case { Failure: null }:
                folders.Keep(group.Record.Key, group.Spec.Volumes);
                lifecycle.Run(group);
                break;
        }
    }

    /// <param name="stale">Containers that a newer one replaces, or whose group has no record.</param>
    private static ContainerGroup? Read(List<EngineContainer> found, out IReadOnlyList<EngineContainer> stale)
    {
        var records = found
            .Where(container => container.Label(Labels.Role) == Roles.Record)
            .Select(container => (container.Id,
                Record: JsonSerializer.Deserialize<GroupRecord>(container.Label(Labels.Record), ArmJson.Options)!))
            .OrderByDescending(item => item.Record.Generation)
            .ToList();
        if (records.Count == 0)
        {
            stale = found;
            return null;
        }

        var (recordId, record) = records[0];
        var newest = found
            .Where(container => container.Label(Labels.Role) is Roles.Init or Roles.Main)
            .GroupBy(container => container.Label(Labels.Container))
            .ToDictionary(
                group => group.Key,
                group => group.MaxBy(container => GroupContainer.HistoryOf(container).RestartCount)!);
        stale =
        [
            .. found.Where(container => container.Label(Labels.Role) switch
            {
                Roles.Record => container.Id != recordId,
                Roles.Pause => false,
                _ => newest[container.Label(Labels.Container)] != container,
            }),
        ];
        return Rebuild(record, recordId, newest);
    }

    private static ContainerGroup Rebuild(
        GroupRecord record, string recordId, Dictionary<string, EngineContainer> newest)
    {
        var read = SpecReader.Read(record.Body);
        var group = new ContainerGroup(
            SecureValues.AreKnown(read, newest) || record.Failure is not null
                ? record
                : record with { Failure = SecureValues.Lost },
            SecureValues.Restore(read, newest))
        {
            RecordContainerId = recordId,
        };
        foreach (var container in group.All)
        {
            if (newest.TryGetValue(container.Spec.Name, out var engineContainer))
            {
                container.Status = new ContainerStatus { History = GroupContainer.HistoryOf(engineContainer) };
                container.Adopt(engineContainer, record.OutOfMemory.Contains(engineContainer.Id));
            }
        }

        return group;
    }

    [LoggerMessage(LogLevel.Information, "Going on with {Group}, which is to be {Desired}")]
    private partial void LogAdopted(string group, DesiredState desired);
}
