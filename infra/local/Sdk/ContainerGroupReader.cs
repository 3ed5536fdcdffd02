using System.Text.Json.Nodes;
using Azure.Core;
using Azure.ResourceManager.ContainerInstance.Models;
using static Azure.ResourceManager.ContainerInstance.JsonFields;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>What ARM answers of a group. Unknown members are passed over.</summary>
internal static class ContainerGroupReader
{
    public static ContainerGroupData Read(BinaryData content) => Read(JsonNode.Parse(content.ToMemory().Span)!);

    public static ContainerGroupData Read(JsonNode group)
    {
        var properties = group["properties"]!;
        var data = new ContainerGroupData(
            new ResourceIdentifier(Text(group, "id")!),
            Map(group["tags"]),
            new AzureLocation(Text(group, "location") ?? ""),
            Items(properties, "containers").Select(ContainerReader.Container))
        {
            ContainerGroupOSType = Text(properties, "osType") is { } os ? new(os) : null,
            ContainerGroupProvisioningState = Text(properties, "provisioningState") is { } state ? new(state) : null,
            RestartPolicy = Text(properties, "restartPolicy") is { } policy ? new(policy) : null,
            InstanceView = properties["instanceView"] is { } view
                ? new ContainerGroupInstanceView { State = Text(view, "state"), Events = ContainerReader.Events(view) }
                : null,
        };
        AddTo(data.InitContainers, Items(properties, "initContainers"), ContainerReader.InitContainer);
        AddTo(data.Volumes, Items(properties, "volumes"), Volume);
        return data;
    }

    public static ContainerLogs ReadLogs(BinaryData content) =>
        new() { Content = Text(JsonNode.Parse(content.ToMemory().Span)!, "content") };

    private static ContainerVolume Volume(JsonNode node)
    {
        var volume = new ContainerVolume(Text(node, "name")!)
        {
            EmptyDir = node["emptyDir"] is { } emptyDir ? BinaryData.FromString(emptyDir.ToJsonString()) : null,
            AzureFile = node["azureFile"] is { } file
                ? new ContainerInstanceAzureFileVolume(Text(file, "shareName")!, Text(file, "storageAccountName")!)
                {
                    IsReadOnly = Flag(file, "readOnly"),
                    StorageAccountKey = Text(file, "storageAccountKey"),
                }
                : null,
        };
        foreach (var (name, value) in Map(node["secret"]))
        {
            volume.Secret[name] = value;
        }

        return volume;
    }
}
