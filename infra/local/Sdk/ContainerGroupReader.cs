using System.Text.Json.Nodes;
using Azure.Core;
using Azure.ResourceManager.ContainerInstance.Models;

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
            Items(properties, "containers").Select(Container))
        {
            ContainerGroupOSType = Text(properties, "osType") is { } os ? new(os) : null,
            ContainerGroupProvisioningState = Text(properties, "provisioningState") is { } state ? new(state) : null,
            RestartPolicy = Text(properties, "restartPolicy") is { } policy ? new(policy) : null,
            InstanceView = properties["instanceView"] is { } view
                ? new ContainerGroupInstanceView { State = Text(view, "state"), Events = Events(view) }
                : null,
        };
        foreach (var init in Items(properties, "initContainers"))
        {
            data.InitContainers.Add(InitContainer(init));
        }

        return data;
    }

    public static ContainerLogs ReadLogs(BinaryData content) =>
        new() { Content = Text(JsonNode.Parse(content.ToMemory().Span)!, "content") };

    private static ContainerInstanceContainer Container(JsonNode node)
    {
        var properties = node["properties"]!;
        return new ContainerInstanceContainer(Text(node, "name")!)
        {
            Image = Text(properties, "image"),
            InstanceView = properties["instanceView"] is { } view
                ? new ContainerInstanceView
                {
                    CurrentState = State(view["currentState"]),
                    PreviousState = State(view["previousState"]),
                    RestartCount = view["restartCount"]?.GetValue<int>(),
                    Events = Events(view),
                }
                : null,
        };
    }

    private static InitContainerDefinitionContent InitContainer(JsonNode node)
    {
        var properties = node["properties"]!;
        return new InitContainerDefinitionContent(Text(node, "name")!)
        {
            Image = Text(properties, "image"),
            InstanceView = properties["instanceView"] is { } view
                ? new InitContainerPropertiesDefinitionInstanceView
                {
                    CurrentState = State(view["currentState"]),
                    PreviousState = State(view["previousState"]),
                    RestartCount = view["restartCount"]?.GetValue<int>(),
                    Events = Events(view),
                }
                : null,
        };
    }

    private static ContainerState? State(JsonNode? node) => node is null ? null : new ContainerState
    {
        State = Text(node, "state"),
        ExitCode = node["exitCode"]?.GetValue<int>(),
        DetailStatus = Text(node, "detailStatus"),
        StartOn = Time(node, "startTime"),
        FinishOn = Time(node, "finishTime"),
    };

    private static List<ContainerEvent> Events(JsonNode view) => [.. Items(view, "events").Select(node => new ContainerEvent
    {
        Name = Text(node, "name"),
        Message = Text(node, "message"),
        EventType = Text(node, "type"),
        Count = node["count"]?.GetValue<int>(),
        FirstTimestamp = Time(node, "firstTimestamp"),
        LastTimestamp = Time(node, "lastTimestamp"),
    })];

    private static IEnumerable<JsonNode> Items(JsonNode node, string name) =>
        (node[name] as JsonArray ?? []).OfType<JsonNode>();

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();

    private static DateTimeOffset? Time(JsonNode node, string name) => node[name]?.GetValue<DateTimeOffset>();

    private static Dictionary<string, string> Map(JsonNode? node) => (node as JsonObject ?? [])
        .ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>());
}
