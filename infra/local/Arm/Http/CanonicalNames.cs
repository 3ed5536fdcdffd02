using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>
/// Property names count without case in requests. This gives those that the emulator knows their usual spelling, so that
/// nothing behind it needs to care; the names of a user's own, such as tags, stay as they are.
/// </summary>
internal static class CanonicalNames
{
    private static readonly HashSet<string> OwnNames = ["tags", "secret", "metadata", "keyValuePairs", "userAssignedIdentities"];

    private static readonly HashSet<string> Known = new(
        """
        location tags zones identity properties name type osType restartPolicy sku priority containers initContainers volumes
        volumeMounts image command environmentVariables value secureValue secureValueReference ports port protocol
        resources requests limits cpu memoryInGB gpu ipAddress dnsNameLabel ip fqdn azureFile emptyDir gitRepo secret
        secretReference shareName storageAccountName storageAccountKey readOnly mountPath imageRegistryCredentials server
        username password securityContext privileged allowPrivilegeEscalation runAsUser runAsGroup livenessProbe
        readinessProbe configMap keyValuePairs confidentialComputeProperties containerGroupProfile encryptionProperties
        extensions protectedSettings secretReferences standbyPoolProfile subnetIds instanceView provisioningState
        isCreatedFromStandbyPool diagnostics logAnalytics workspaceId workspaceKey logType metadata userAssignedIdentities
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Throws JsonException for a property that stands there twice and for text that is not Unicode, which would come to
    /// light only when it is read.
    /// </summary>
    public static JsonObject Apply(JsonObject body)
    {
        try
        {
            return Copy(body, ownNames: false);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("The text is not valid Unicode.", exception);
        }
    }

    private static JsonObject Copy(JsonObject members, bool ownNames)
    {
        var copy = new JsonObject();
        foreach (var (given, value) in members)
        {
            var name = !ownNames && Known.TryGetValue(given, out var known) ? known : given;
            if (!copy.TryAdd(name, Copy(value, OwnNames.Contains(name))))
            {
                throw new JsonException($"The property '{name}' is there twice.");
            }
        }

        return copy;
    }

    private static JsonNode? Copy(JsonNode? node, bool ownNames) => node switch
    {
        JsonObject members => Copy(members, ownNames),
        JsonArray items => new JsonArray([.. items.Select(item => Copy(item, ownNames: false))]),
        { } value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(value.GetValue<string>()),
        _ => node?.DeepClone(),
    };
}
