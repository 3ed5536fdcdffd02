using System.Text.Json.Nodes;
using Azure.ResourceManager.ContainerInstance.Models;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>The body of a PUT. What is not set is left out.</summary>
internal static class ContainerGroupWriter
{
    public static BinaryData Write(ContainerGroupData data)
    {
        var properties = new JsonObject
        {
            ["containers"] = Array(data.Containers, Container),
            ["osType"] = data.ContainerGroupOSType?.ToString(),
        };
        AddUnlessEmpty(properties, "initContainers", Array(data.InitContainers, InitContainer));
        AddUnlessEmpty(properties, "volumes", Array(data.Volumes, Volume));
        if (data.RestartPolicy is { } policy)
        {
            properties["restartPolicy"] = policy.ToString();
        }

        var group = new JsonObject { ["location"] = data.Location.ToString(), ["properties"] = properties };
        if (data.Tags.Count > 0)
        {
            group["tags"] = Map(data.Tags);
        }

        return BinaryData.FromString(group.ToJsonString());
    }

    private static JsonObject Container(ContainerInstanceContainer container)
    {
        var properties = new JsonObject { ["image"] = container.Image };
        AddCommon(properties, container.Command, container.EnvironmentVariables, container.VolumeMounts);
        if (container.Resources is { } resources)
        {
            properties["resources"] = Resources(resources);
        }

        return new JsonObject { ["name"] = container.Name, ["properties"] = properties };
    }

    private static JsonObject InitContainer(InitContainerDefinitionContent container)
    {
        var properties = new JsonObject { ["image"] = container.Image };
        AddCommon(properties, container.Command, container.EnvironmentVariables, container.VolumeMounts);
        return new JsonObject { ["name"] = container.Name, ["properties"] = properties };
    }

    private static void AddCommon(
        JsonObject properties,
        IEnumerable<string> command,
        IEnumerable<ContainerEnvironmentVariable> variables,
        IEnumerable<ContainerVolumeMount> mounts)
    {
        AddUnlessEmpty(properties, "command", Array(command, word => JsonValue.Create(word)));
        AddUnlessEmpty(properties, "environmentVariables", Array(variables, Variable));
        AddUnlessEmpty(properties, "volumeMounts", Array(mounts, Mount));
    }

    private static JsonObject Variable(ContainerEnvironmentVariable variable) => variable.SecureValue is { } secret
        ? new JsonObject { ["name"] = variable.Name, ["secureValue"] = secret }
        : new JsonObject { ["name"] = variable.Name, ["value"] = variable.Value };

    private static JsonObject Mount(ContainerVolumeMount mount)
    {
        var result = new JsonObject { ["name"] = mount.Name, ["mountPath"] = mount.MountPath };
        if (mount.IsReadOnly is { } readOnly)
        {
            result["readOnly"] = readOnly;
        }

        return result;
    }

    private static JsonObject Resources(ContainerResourceRequirements resources)
    {
        var result = new JsonObject
        {
            ["requests"] = new JsonObject
            {
                ["cpu"] = resources.Requests.Cpu,
                ["memoryInGB"] = resources.Requests.MemoryInGB,
            },
        };
        if (resources.Limits is { } limits)
        {
            result["limits"] = new JsonObject { ["cpu"] = limits.Cpu, ["memoryInGB"] = limits.MemoryInGB };
        }

        return result;
    }

    private static JsonObject Volume(ContainerVolume volume)
    {
        var result = new JsonObject { ["name"] = volume.Name };
        if (volume.EmptyDir is { } emptyDir)
        {
            result["emptyDir"] = JsonNode.Parse(emptyDir.ToString());
        }

        if (volume.Secret.Count > 0)
        {
            result["secret"] = Map(volume.Secret);
        }

        if (volume.AzureFile is { } file)
        {
            result["azureFile"] = new JsonObject
            {
                ["shareName"] = file.ShareName,
                ["storageAccountName"] = file.StorageAccountName,
                ["storageAccountKey"] = file.StorageAccountKey,
                ["readOnly"] = file.IsReadOnly ?? false,
            };
        }

        return result;
    }

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> write) =>
        new([.. items.Select(write)]);

    private static JsonObject Map(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));

    private static void AddUnlessEmpty(JsonObject target, string name, JsonArray items)
    {
        if (items.Count > 0)
        {
            target[name] = items;
        }
    }
}
