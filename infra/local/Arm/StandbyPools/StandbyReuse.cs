using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;
using CloudWorkspaces.Local.Arm.Network;
using CloudWorkspaces.Local.Arm.Profiles;

namespace CloudWorkspaces.Local.Arm.StandbyPools;

/// <summary>Gives a running group of a pool to a request that asks for just that.</summary>
internal sealed class StandbyReuse(
    GroupRegistry registry,
    RecordStore records,
    GroupFolders folders,
    GroupNetworks networks,
    StandbyPoolStore pools,
    ProfileStore profiles,
    StandbySignal signal)
{
    /// <summary>
    /// Null if the request names no pool, or if the pool has no group for it now. Throws ArmException if there is no such
    /// pool, or if the request would rather fail than wait.
    /// </summary>
    public async Task<ContainerGroup?> TakeAsync(GroupId id, GroupSpec spec, JsonObject body, DateTimeOffset now)
    {
        if (body["properties"]!["standbyPoolProfile"] is not { } profile)
        {
            return null;
        }

        var pool = Find((string?)profile["id"] ?? "");
        foreach (var member in Fits(pool, body) ? Running(pool) : [])
        {
            if (await TryTakeAsync(member, id, spec, body, now))
            {
                signal.Give();
                return member;
            }
        }

        return (bool?)profile["failContainerGroupCreateOnReuseFailure"] is true
            ? throw ArmException.Conflict(
                "StandbyPoolReuseFailure", $"The standby pool '{pool.Id.Name}' has no container group for '{id.Name}' now.")
            : null;
    }

    private StandbyPool Find(string id) =>
        StandbyPoolId.Parse(id) is { } parsed && pools.Find(parsed) is { Deleting: false } pool
            ? pool
            : throw ArmException.BadRequest(
                "StandbyPoolNotFound", $"The standby pool '{id}' was not found.", "properties.standbyPoolProfile.id");

    /// <summary>Whether the request differs from the pool's groups only in what can be changed while they run.</summary>
    private bool Fits(StandbyPool pool, JsonObject body) =>
        Locations.Same(pool.Location, (string)body["location"]!) &&
        JsonNode.DeepEquals(Fixed(ProfileMerge.Apply(pool.GroupBody(), profiles)), Fixed(body));

    private static JsonObject Fixed(JsonObject body)
    {
        var properties = ConfigMapUpdate.Without(body)["properties"]!.AsObject();
        properties.Remove("standbyPoolProfile");
        properties.Remove("containerGroupProfile");
        (properties["ipAddress"] as JsonObject)?.Remove("dnsNameLabel");
        return properties;
    }

    /// <summary>The oldest first. Those that are still being made are left alone.</summary>
    private List<ContainerGroup> Running(StandbyPool pool) =>
    [
        .. registry.All
            .Where(group => IsReady(group) && new StandbyMember(group).IsOf(pool))
            .OrderBy(group => group.Record.CreatedOn),
    ];

    private static bool IsReady(ContainerGroup group) =>
        group.Record is { Pool: not null, Desired: DesiredState.Running, Failure: null } && group.InstanceState == "Running";

    private async Task OpenNameAsync(ContainerGroup member)
    {
        try
        {
            networks.OpenName(member);
        }
        catch (ProvisioningException exception)
        {
            await records.SaveAsync(member, record => record with { Failure = exception.Error });
        }
    }

    private async Task<bool> TryTakeAsync(
        ContainerGroup member, GroupId id, GroupSpec spec, JsonObject body, DateTimeOffset now)
    {
        await member.Gate.WaitAsync();
        try
        {
            if (!IsReady(member))
            {
                return false;
            }

            if (!registry.TryAdd(id, member))
            {
                throw GroupCreation.Transitioning(id);
            }

            var before = member.Record.Id;
            try
            {
                await records.SaveAsync(member, record => record with
                {
                    Id = id,
                    Body = Redaction.Apply(body),
                    Pool = null,
                    FromPool = true,
                    CreatedOn = now,
                });
            }
            catch
            {
                registry.Remove(id);
                throw;
            }

            registry.Remove(before);
            member.Members = member.Members.With(spec);
            folders.WriteConfigMaps(member);
            await OpenNameAsync(member);
            return true;
        }
        finally
        {
            member.Gate.Release();
        }
    }
}
