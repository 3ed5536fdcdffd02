using System.Text.Json.Nodes;
using Azure.ResourceManager.ContainerInstance.Models;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>The body of a PUT. What is not set is left out.</summary>
internal static class ContainerGroupWriter
{
    public static BinaryData Write(ContainerGroupData data)
    {
        var group = Object(
            ("location", data.Location.ToString()),
            ("properties", Object(
                ("containers", new JsonArray([.. data.Containers.Select(Container)])),
                ("osType", data.ContainerGroupOSType?.ToString()),
                ("initContainers", Array(data.InitContainers, InitContainer)),
                ("volumes", Array(data.Volumes, Volume)),
                ("restartPolicy", data.RestartPolicy?.ToString()),
                ("ipAddress", data.IPAddress is { } address ? Address(address) : null),
                ("subnetIds", Array(data.SubnetIds, subnet => Object(("id", subnet.Id.ToString()), ("name", subnet.Name)))),
                ("standbyPoolProfile", data.StandbyPoolProfile is { } pool ? Pool(pool) : null),
                ("containerGroupProfile", data.ContainerGroupProfile is { } profile ? Profile(profile) : null))),
            ("tags", Map(data.Tags)));
        return BinaryData.FromString(group.ToJsonString());
    }

    private static JsonObject Container(ContainerInstanceContainer container) => Object(
        ("name", container.Name),
        ("properties", Object(
            ("image", container.Image),
            ("command", Array(container.Command, word => JsonValue.Create(word))),
            ("ports", Array(container.Ports, port => Object(("port", port.Port)))),
            ("environmentVariables", Array(container.EnvironmentVariables, Variable)),
            ("volumeMounts", Array(container.VolumeMounts, Mount)),
            ("resources", container.Resources is { } resources ? Resources(resources) : null))));

    private static JsonObject InitContainer(InitContainerDefinitionContent container) => Object(
        ("name", container.Name),
        ("properties", Object(
            ("image", container.Image),
            ("command", Array(container.Command, word => JsonValue.Create(word))),
            ("environmentVariables", Array(container.EnvironmentVariables, Variable)),
            ("volumeMounts", Array(container.VolumeMounts, Mount)))));

    private static JsonObject Address(ContainerGroupIPAddress address) => Object(
        ("ports", Array(address.Ports, port => Object(
            ("port", port.Port), ("protocol", port.Protocol?.ToString())))),
        ("type", address.AddressType.ToString()),
        ("ip", address.IP?.ToString()),
        ("dnsNameLabel", address.DnsNameLabel));

    private static JsonObject Pool(StandbyPoolProfileDefinition pool) => Object(
        ("id", pool.Id?.ToString()),
        ("failContainerGroupCreateOnReuseFailure", pool.FailContainerGroupCreateOnReuseFailure));

    private static JsonObject Profile(ContainerGroupProfileReferenceDefinition profile) => Object(
        ("id", profile.Id?.ToString()), ("revision", profile.Revision));

    private static JsonObject Variable(ContainerEnvironmentVariable variable) => Object(
        ("name", variable.Name), ("value", variable.Value), ("secureValue", variable.SecureValue));

    private static JsonObject Mount(ContainerVolumeMount mount) => Object(
        ("name", mount.Name), ("mountPath", mount.MountPath), ("readOnly", mount.IsReadOnly));

    private static JsonObject Resources(ContainerResourceRequirements resources) => Object(
        ("requests", Object(("memoryInGB", resources.Requests.MemoryInGB), ("cpu", resources.Requests.Cpu))),
        ("limits", resources.Limits is { } limits
            ? Object(("memoryInGB", limits.MemoryInGB), ("cpu", limits.Cpu))
            : null));

    private static JsonObject Volume(ContainerVolume volume) => Object(
        ("name", volume.Name),
        ("azureFile", volume.AzureFile is { } file ? AzureFile(file) : null),
        ("emptyDir", volume.EmptyDir is { } emptyDir ? JsonNode.Parse(emptyDir.ToMemory().Span) : null),
        ("secret", Map(volume.Secret)));

    private static JsonObject AzureFile(ContainerInstanceAzureFileVolume file) => Object(
        ("shareName", file.ShareName),
        ("readOnly", file.IsReadOnly),
        ("storageAccountName", file.StorageAccountName),
        ("storageAccountKey", file.StorageAccountKey));

    private static JsonObject Object(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                result[name] = value;
            }
        }

        return result;
    }

    private static JsonArray? Array<T>(ICollection<T> items, Func<T, JsonNode?> write) =>
        items.Count == 0 ? null : new([.. items.Select(write)]);

    private static JsonObject? Map(IDictionary<string, string> pairs) => pairs.Count == 0
        ? null
        : new(pairs.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));
}
