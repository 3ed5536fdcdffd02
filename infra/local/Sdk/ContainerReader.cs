using System.Text.Json.Nodes;
using Azure.ResourceManager.ContainerInstance.Models;
using static Azure.ResourceManager.ContainerInstance.JsonFields;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>What ARM answers of a group's containers.</summary>
internal static class ContainerReader
{
    public static ContainerInstanceContainer Container(JsonNode node)
    {
        var properties = node["properties"]!;
        var container = new ContainerInstanceContainer(Text(node, "name")!)
        {
            Image = Text(properties, "image"),
            Resources = properties["resources"] is { } resources ? Resources(resources) : null,
            InstanceView = properties["instanceView"] is { } view
                ? new ContainerInstanceView
                {
                    CurrentState = State(view["currentState"]),
                    PreviousState = State(view["previousState"]),
                    RestartCount = Integer(view, "restartCount"),
                    Events = Events(view),
                }
                : null,
        };
        AddTo(container.Ports, Items(properties, "ports"), port => new ContainerPort(Integer(port, "port") ?? 0));
        ReadCommon(properties, container.Command, container.EnvironmentVariables, container.VolumeMounts);
        return container;
    }

    public static InitContainerDefinitionContent InitContainer(JsonNode node)
    {
        var properties = node["properties"]!;
        var container = new InitContainerDefinitionContent(Text(node, "name")!)
        {
            Image = Text(properties, "image"),
            InstanceView = properties["instanceView"] is { } view
                ? new InitContainerPropertiesDefinitionInstanceView
                {
                    CurrentState = State(view["currentState"]),
                    PreviousState = State(view["previousState"]),
                    RestartCount = Integer(view, "restartCount"),
                    Events = Events(view),
                }
                : null,
        };
        ReadCommon(properties, container.Command, container.EnvironmentVariables, container.VolumeMounts);
        return container;
    }

    public static List<ContainerEvent> Events(JsonNode view) => [.. Items(view, "events").Select(node => new ContainerEvent
    {
        Name = Text(node, "name"),
        Message = Text(node, "message"),
        EventType = Text(node, "type"),
        Count = Integer(node, "count"),
        FirstTimestamp = Time(node, "firstTimestamp"),
        LastTimestamp = Time(node, "lastTimestamp"),
    })];

    private static void ReadCommon(
        JsonNode properties,
        IList<string> command,
        IList<ContainerEnvironmentVariable> variables,
        IList<ContainerVolumeMount> mounts)
    {
        AddTo(command, Items(properties, "command"), word => word.GetValue<string>());
        AddTo(variables, Items(properties, "environmentVariables"), node => new ContainerEnvironmentVariable(
            Text(node, "name")!)
        { Value = Text(node, "value"), SecureValue = Text(node, "secureValue") });
        AddTo(mounts, Items(properties, "volumeMounts"), node => new ContainerVolumeMount(
            Text(node, "name")!, Text(node, "mountPath")!)
        { IsReadOnly = Flag(node, "readOnly") });
    }

    private static ContainerResourceRequirements Resources(JsonNode node)
    {
        var requests = node["requests"]!;
        return new(new(Number(requests, "memoryInGB") ?? 0, Number(requests, "cpu") ?? 0))
        {
            Limits = node["limits"] is { } limits
                ? new() { Cpu = Number(limits, "cpu"), MemoryInGB = Number(limits, "memoryInGB") }
                : null,
        };
    }

    private static ContainerState? State(JsonNode? node) => node is null ? null : new ContainerState
    {
        State = Text(node, "state"),
        ExitCode = Integer(node, "exitCode"),
        DetailStatus = Text(node, "detailStatus"),
        StartOn = Time(node, "startTime"),
        FinishOn = Time(node, "finishTime"),
    };
}
