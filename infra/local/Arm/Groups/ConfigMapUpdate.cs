using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Whether a request changes nothing but config maps, which takes no restart.</summary>
internal static class ConfigMapUpdate
{
    /// <param name="body">Merged with the profile, if it has one.</param>
    public static bool IsAllThatChanges(ContainerGroup group, GroupSpec spec, JsonObject body)
    {
        var (before, after) = (group.Record.Body, Redaction.Apply(body));
        return group.Record is { Desired: DesiredState.Running, Failure: null } &&
            !JsonNode.DeepEquals(before, after) &&
            JsonNode.DeepEquals(Without(before), Without(after)) &&
            // Secrets cannot be compared with what was.
            !Redaction.HasSecrets(body["properties"]) &&
            group.Mains.All(container => group.TakesConfigMaps(container) || !HasConfigMap(spec, container));
    }

    /// <summary>A copy without config maps.</summary>
    public static JsonObject Without(JsonObject body)
    {
        var copy = body.DeepClone().AsObject();
        foreach (var container in copy["properties"]?["containers"] as JsonArray ?? [])
        {
            (container?["properties"] as JsonObject)?.Remove("configMap");
        }

        return copy;
    }

    private static bool HasConfigMap(GroupSpec spec, GroupContainer container) =>
        spec.Containers.First(other => other.Name == container.Spec.Name).ConfigMap is not null;
}
