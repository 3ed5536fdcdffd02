using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Makes of a request's body what may be kept in a label and answered: no secrets, nothing read-only.</summary>
internal static class Redaction
{
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "secureValue", "password", "storageAccountKey", "workspaceKey", "protectedSettings",
    };

    private static readonly HashSet<string> ReadOnly = new(StringComparer.OrdinalIgnoreCase)
    {
        "instanceView", "provisioningState", "fqdn", "isCreatedFromStandbyPool",
    };

    public static JsonObject Apply(JsonObject body)
    {
        var kept = new JsonObject();
        foreach (var name in (string[])["location", "tags", "zones", "identity", "properties"])
        {
            var value = body.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
            if (value is not null)
            {
                kept[name] = value.DeepClone();
            }
        }

        Clean(kept["properties"]);
        return kept;
    }

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
            else if (name.Equals("secret", StringComparison.OrdinalIgnoreCase))
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
