using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>What requests do with groups. A change is durable in the engine when its method returns.</summary>
internal sealed class GroupService(
    GroupRegistry registry,
    GroupLifecycle lifecycle,
    RecordStore records,
    GroupAdmission admission,
    GroupCreation creation,
    GroupFolders folders)
{
    /// <summary>Creates a group, or starts one anew with another body.</summary>
    /// <returns>The group, and whether it is new.</returns>
    public async Task<(ContainerGroup Group, bool Created)> PutAsync(
        GroupId id, JsonObject body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var spec = await admission.AdmitAsync(id, body, cancellationToken);
        return registry.Find(id) is { } existing
            ? (await ReplaceAsync(existing, spec, body), false)
            : (await creation.CreateAsync(id, spec, body, now), true);
    }

    /// <summary>Throws ArmException 404.</summary>
    public ContainerGroup Get(GroupId id) => registry.Find(id) ?? throw ArmException.NotFound(
        "ResourceNotFound",
        $"The Resource 'Microsoft.ContainerInstance/containerGroups/{id.Name}' under resource group " +
        $"'{id.ResourceGroup}' was not found. For more details please go to " +
        "https://aka.ms/ARMResourceNotFoundFix");

    /// <param name="resourceGroup">Null for all of the subscription.</param>
    public IEnumerable<ContainerGroup> List(string subscriptionId, string? resourceGroup) => registry.All
        .Where(group => group.Record.Pool is null && Same(group.Record.Id.SubscriptionId, subscriptionId))
        .Where(group => resourceGroup is null || Same(group.Record.Id.ResourceGroup, resourceGroup));

    /// <summary>Begins a deletion, or begins again one that failed; gives null if there is no such group.</summary>
    public async Task<ContainerGroup?> DeleteAsync(GroupId id)
    {
        if (registry.Find(id) is not { } known)
        {
            return null;
        }

        await WithGateAsync(known, async () =>
        {
            if (registry.Find(id) is { } group && (group.Record.Desired != DesiredState.Deleted || group.Jobs.Current.IsCompleted))
            {
                await records.SaveAsync(group, record => record with { Desired = DesiredState.Deleted });
                lifecycle.Delete(group, () => registry.Remove(group));
            }
        });
        return known;
    }

    /// <summary>Deletes a group that is in a standby pool, unless somebody has taken it.</summary>
    public Task DeleteStandbyAsync(ContainerGroup group) => WithGateAsync(group, async () =>
    {
        var isFree = group.Record.Desired != DesiredState.Deleted || group.Jobs.Current.IsCompleted;
        if (group.Record.Pool is not null && isFree)
        {
            await records.SaveAsync(group, record => record with { Desired = DesiredState.Deleted });
            lifecycle.Delete(group, () => registry.Remove(group));
        }
    });

    /// <summary>Gives a group other tags. Its containers run on.</summary>
    public Task PatchAsync(GroupId id, JsonObject update) => ChangeAsync(id, async group =>
    {
        var (location, tags) = GroupUpdateReader.Read(update);
        GroupAdmission.CheckLocation(group.Record, group.Spec.Location, location ?? group.Spec.Location);
        if (tags is not null)
        {
            await records.SaveAsync(group, record =>
            {
                var body = record.Body.DeepClone().AsObject();
                body["tags"] = tags;
                return record with { Body = body };
            });
        }
    });

    public Task StopAsync(GroupId id) => ChangeAsync(id, async group =>
    {
        await records.SaveAsync(group, record => record with { Desired = DesiredState.Stopped });
        lifecycle.Stop(group);
    });

    /// <summary>Starts a group that has stopped or ended; does nothing to one that runs.</summary>
    public Task StartAsync(GroupId id) => ChangeAsync(id, group =>
        group.InstanceState is "Running" or "Pending" && group.Record.Desired == DesiredState.Running
            ? Task.CompletedTask
            : AgainAsync(group, gracefully: false));

    public Task RestartAsync(GroupId id) => ChangeAsync(id, group => AgainAsync(group, gracefully: true));

    /// <summary>Takes away the machine of a group that is to run; does nothing to others.</summary>
    public Task InterruptAsync(GroupId id, bool isEviction) => ChangeAsync(id, group =>
    {
        if (group.Record is { Desired: DesiredState.Running, Failure: null })
        {
            lifecycle.Interrupt(group, isEviction);
        }

        return Task.CompletedTask;
    });

    private async Task<ContainerGroup> ReplaceAsync(ContainerGroup existing, GroupSpec spec, JsonObject body)
    {
        await ChangeAsync(existing.Record.Id, async group =>
        {
            GroupAdmission.CheckLocation(group.Record, group.Spec.Location, spec.Location);
            if (ConfigMapUpdate.IsAllThatChanges(group, spec, body))
            {
                await records.SaveAsync(group, record => record with { Body = Redaction.Apply(body) });
                group.Members = group.Members.With(spec);
                folders.WriteConfigMaps(group);
                return;
            }

            folders.WriteSecrets(group.Record.Key, spec.Volumes);
            await records.SaveAsync(group, record => record with
            {
                Body = Redaction.Apply(body),
                Desired = DesiredState.Running,
                Failure = null,
            });
            lifecycle.RunAnew(group, spec, gracefully: false);
        });
        return existing;
    }

    private async Task AgainAsync(ContainerGroup group, bool gracefully)
    {
        await records.SaveAsync(group, record => record with { Desired = DesiredState.Running, Failure = null });
        lifecycle.RunAnew(group, group.Spec, gracefully);
    }

    /// <summary>Runs a change of a group that is not being deleted.</summary>
    private async Task ChangeAsync(GroupId id, Func<ContainerGroup, Task> change)
    {
        var gate = Get(id);
        await WithGateAsync(gate, () =>
        {
            var group = Get(id);
            return group.Record.Desired == DesiredState.Deleted ? throw GroupCreation.Transitioning(id) : change(group);
        });
    }

    private static async Task WithGateAsync(ContainerGroup group, Func<Task> change)
    {
        await group.Gate.WaitAsync();
        try
        {
            await change();
        }
        finally
        {
            group.Gate.Release();
        }
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
