using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>Reads what a body says of a share. Names of properties count without case.</summary>
internal static class ShareBody
{
    /// <summary>Members of every resource, which clients send and a share has no use for.</summary>
    private static readonly string[] Idle = ["id", "name", "type", "etag", "location", "tags"];

    private static readonly string[] Tiers = ["TransactionOptimized", "Hot", "Cool", "Premium"];

    /// <summary>The share with what the body changes. Throws ArmException 400.</summary>
    public static Func<Share, Share> Read(JsonObject body, DateTimeOffset now)
    {
        Func<Share, Share> change = share => share;
        foreach (var (name, value) in Properties(body))
        {
            var before = change;
            switch (name.ToUpperInvariant())
            {
                case "SHAREQUOTA":
                    var quota = Quota(value);
                    change = share => before(share) with { Quota = quota };
                    break;
                case "METADATA":
                    var metadata = Metadata(value);
                    change = share => before(share) with { Metadata = metadata };
                    break;
                case "ACCESSTIER":
                    var tier = OneOf(name, value, Tiers);
                    change = share => before(share) with { AccessTier = tier, AccessTierChanged = now };
                    break;
                case "ENABLEDPROTOCOLS":
                    OneOf(name, value, ["SMB"]);
                    break;
                default:
                    throw Refuse("NotSupportedByEmulator", $"The emulator has no property '{name}' of shares.", name);
            }
        }

        return change;
    }

    private static JsonObject Properties(JsonObject body)
    {
        var properties = new JsonObject();
        foreach (var (name, value) in body)
        {
            if (Idle.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!name.Equals("properties", StringComparison.OrdinalIgnoreCase))
            {
                throw Refuse("InvalidRequestContent", $"The request content has an unknown member '{name}'.", name);
            }

            properties = value switch
            {
                null => properties,
                JsonObject given => given,
                _ => throw Refuse("InvalidRequestContent", "The properties must be an object.", name),
            };
        }

        return properties;
    }

    private static int Quota(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue<int>(out var quota) &&
        quota is >= 1 and <= Share.LargestQuota
            ? quota
            : throw Refuse(
                "InvalidRequestPropertyValue", $"The quota must be 1 to {Share.LargestQuota} GiB.", "properties.shareQuota");

    private static ImmutableDictionary<string, string> Metadata(JsonNode? value)
    {
        if (value is not JsonObject members || members.Any(member => member.Value?.GetValueKind() != JsonValueKind.String))
        {
            throw Refuse("InvalidRequestContent", "The metadata must be an object of texts.", "properties.metadata");
        }

        var metadata = members.ToImmutableDictionary(member => member.Key, member => member.Value!.GetValue<string>());
        return MetadataRules.Fault(metadata) is { } fault
            ? throw Refuse("InvalidMetadata", fault, "properties.metadata")
            : metadata;
    }

    private static string OneOf(string name, JsonNode? value, string[] known)
    {
        var text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        return known.FirstOrDefault(candidate => candidate.Equals(text, StringComparison.OrdinalIgnoreCase)) ??
            throw Refuse(
                "InvalidRequestPropertyValue",
                $"The value '{value}' of '{name}' is not one of {string.Join(", ", known)}.",
                $"properties.{name}");
    }

    private static ArmException Refuse(string code, string message, string target) =>
        ArmException.BadRequest(code, message, target);
}
