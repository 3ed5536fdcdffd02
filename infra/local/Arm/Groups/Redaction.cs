using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Makes of a request's body what may be kept in a label and answered: no secrets, nothing read-only.</summary>
internal static class Redaction
{
    private static readonly HashSet<string> Secret = ["secureValue", "password", "storageAccountKey", "workspaceKey", "protectedSettings"];

    private static readonly HashSet<string> ReadOnly = ["instanceView", "provisioningState", "fqdn", "isCreatedFromStandbyPool"];

    public static JsonObject Apply(JsonObject body)
    {
        var kept = new JsonObject();
        foreach (var name in (string[])["location", "tags", "zones", "identity", "properties"])
        {
            if (body[name] is { } value)
            {
                kept[name] = value.DeepClone();
            }
        }

        Clean(kept["identity"]);
        Clean(kept["properties"]);
        if (kept["tags"] is JsonObject tags)
        {
            kept["tags"] = WithoutNulls(tags);
        }

        return kept;
    }

    /// <summary>Whether anything in a body is kept out of what is kept.</summary>
    public static bool HasSecrets(JsonNode? node) => node switch
    {
        JsonArray items => items.Any(HasSecrets),
        JsonObject members => members.Any(member =>
            Secret.Contains(member.Key) || member.Key == "secret" || (member.Key != "keyValuePairs" && HasSecrets(member.Value))),
        _ => false,
    };

    /// <summary>Null stands for a tag that is not there.</summary>
    public static JsonObject WithoutNulls(JsonObject members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static void Clean(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Clean(item);
            }
        }

        if (node is not JsonObject members)
        {
            return;
        }

        foreach (var (name, value) in members.ToList())
        {
            if (value is null || Secret.Contains(name) || ReadOnly.Contains(name))
            {
                members.Remove(name);
            }
            else if (name == "keyValuePairs" && value is JsonObject pairs)
            {
                // Its names are the user's own.
                members[name] = WithoutNulls(pairs);
            }
            else if (name == "secret")
            {
                members[name] = new JsonObject();
            }
            else
            {
                Clean(value);
            }
        }
    }
}
