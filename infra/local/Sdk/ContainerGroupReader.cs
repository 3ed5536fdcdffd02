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
            IPAddress = properties["ipAddress"] is { } address ? Address(address) : null,
            IsCreatedFromStandbyPool = Flag(properties, "isCreatedFromStandbyPool"),
            StandbyPoolProfile = properties["standbyPoolProfile"] is { } pool
                ? new StandbyPoolProfileDefinition
                {
                    Id = Identifier(pool),
                    FailContainerGroupCreateOnReuseFailure = Flag(pool, "failContainerGroupCreateOnReuseFailure"),
                }
                : null,
            ContainerGroupProfile = properties["containerGroupProfile"] is { } profile
                ? new ContainerGroupProfileReferenceDefinition
                {
                    Id = Identifier(profile),
                    Revision = Integer(profile, "revision"),
                }
                : null,
        };
        AddTo(data.InitContainers, Items(properties, "initContainers"), ContainerReader.InitContainer);
        AddTo(data.SubnetIds, Items(properties, "subnetIds"), node =>
            new ContainerGroupSubnetId(Identifier(node)!) { Name = Text(node, "name") });
        AddTo(data.Volumes, Items(properties, "volumes"), Volume);
        return data;
    }

    public static ContainerLogs ReadLogs(BinaryData content) =>
        new() { Content = Text(JsonNode.Parse(content.ToMemory().Span)!, "content") };

    private static ResourceIdentifier? Identifier(JsonNode node) => Text(node, "id") is { } id ? new(id) : null;

    private static ContainerGroupIPAddress Address(JsonNode node) => new(
        Items(node, "ports").Select(port => new ContainerGroupPort(Integer(port, "port") ?? 0)
        {
            Protocol = Text(port, "protocol") is { } protocol ? new(protocol) : null,
        }),
        Text(node, "type") ?? "")
    {
        DnsNameLabel = Text(node, "dnsNameLabel"),
        Fqdn = Text(node, "fqdn"),
        IP = System.Net.IPAddress.TryParse(Text(node, "ip"), out var ip) ? ip : null,
    };

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
