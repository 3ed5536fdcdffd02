using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.StandbyPools;

/// <summary>A pool of container groups that run before anybody asks for them.</summary>
internal sealed record StandbyPool
{
    public required StandbyPoolId Id { get; init; }

    /// <summary>The location, tags and properties as they are answered.</summary>
    public required JsonObject Body { get; init; }

    /// <summary>Of the profile: the one that the pool names, or the newest when it was put.</summary>
    public required int Revision { get; init; }

    /// <summary>Whether the pool goes away once its groups have.</summary>
    public bool Deleting { get; init; }

    public string Location => (string)Body["location"]!;

    public int Capacity => (int)Body["properties"]!["elasticityProfile"]!["maxReadyCapacity"]!;

    public string ProfileId => (string)Body["properties"]!["containerGroupProperties"]!["containerGroupProfile"]!["id"]!;

    /// <summary>What stands in a group's body for the pool's profile.</summary>
    public JsonObject GroupBody() => new()
    {
        ["location"] = Location,
        ["properties"] = new JsonObject
        {
            ["containerGroupProfile"] = new JsonObject { ["id"] = ProfileId, ["revision"] = Revision },
        },
    };
}

/// <summary>Names a pool. Compared without case.</summary>
internal sealed record StandbyPoolId(string SubscriptionId, string ResourceGroup, string Name)
{
    public const string Type = "Microsoft.StandbyPool/standbyContainerGroupPools";

    public string ResourceId => $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroup}/providers/{Type}/{Name}";

    /// <summary>Null if the text is no pool's resource id.</summary>
    public static StandbyPoolId? Parse(string resourceId) => resourceId.Split('/') switch
    {
        ["", var subscriptions, { Length: > 0 } subscription, var groups, { Length: > 0 } group, var providers, var provider,
            var type, { Length: > 0 } name]
            when Is(subscriptions, "subscriptions") && Is(groups, "resourceGroups") && Is(providers, "providers") &&
                Is($"{provider}/{type}", Type) => new StandbyPoolId(subscription, group, name),
        _ => null,
    };

    public bool Equals(StandbyPoolId? other) => other is not null && Is(ResourceId, other.ResourceId);

    public override int GetHashCode() => ResourceId.GetHashCode(StringComparison.OrdinalIgnoreCase);

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
