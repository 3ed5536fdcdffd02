using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Http;
using CloudWorkspaces.Local.Arm.StandbyPools;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Makes new groups, of standby pools where there is one that fits.</summary>
internal sealed class GroupCreation(
    GroupRegistry registry,
    GroupLifecycle lifecycle,
    RecordStore records,
    GroupQuota quota,
    GroupFolders folders,
    StandbyReuse standby)
{
    /// <summary>The group is durable when this returns. Throws ArmException if its name is taken or a quota is used up.</summary>
    public async Task<ContainerGroup> CreateAsync(GroupId id, GroupSpec spec, JsonObject body, DateTimeOffset now)
    {
        if (await standby.TakeAsync(id, spec, body, now) is { } taken)
        {
            return taken;
        }

        quota.Admit(id, spec);
        return await CreateAsync(id, spec, body, now, pool: null);
    }

    /// <summary>Makes a group for a standby pool. Throws ArmException if a quota is used up.</summary>
    public Task<ContainerGroup> CreateStandbyAsync(
        StandbyPoolId pool, GroupSpec spec, JsonObject body, DateTimeOffset now)
    {
        // No request can have a name with a slash in it.
        var id = new GroupId(pool.SubscriptionId, pool.ResourceGroup, $"{pool.Name}/{NewKey()}");
        quota.Admit(id, spec);
        return CreateAsync(id, spec, body, now, pool.ResourceId);
    }

    public static ArmException Transitioning(GroupId id) => ArmException.Conflict(
        "ContainerGroupTransitioning", $"The container group '{id.Name}' is still transitioning, please retry later.");

    private async Task<ContainerGroup> CreateAsync(
        GroupId id, GroupSpec spec, JsonObject body, DateTimeOffset now, string? pool)
    {
        var record = new GroupRecord
        {
            Id = id,
            Key = NewKey(),
            Body = Redaction.Apply(body),
            Pool = pool,
            Address = registry.NewAddress(),
            CreatedOn = now,
        };
        var group = new ContainerGroup(record, spec);
        await group.Gate.WaitAsync();
        try
        {
            if (!registry.TryAdd(group))
            {
                throw Transitioning(id);
            }

            try
            {
                folders.Claim(record.Key);
                folders.WriteSecrets(record.Key, spec.Volumes);
                // The engine makes the containers ready while it makes the record.
                group.Recorded = records.SaveAsync(group, saved => saved);
                lifecycle.Run(group);
                await group.Recorded;
            }
            catch
            {
                registry.Remove(group);
                lifecycle.Delete(group, () => { });
                throw;
            }

            return group;
        }
        finally
        {
            group.Gate.Release();
        }
    }

    private static string NewKey() => RandomNumberGenerator.GetHexString(12, lowercase: true);
}
