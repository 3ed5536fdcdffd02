using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Tests;

/// <summary>Bodies of requests that create container groups.</summary>
internal static class Bodies
{
    public static JsonObject Group(string script, string restartPolicy = "Never") => new()
    {
        ["location"] = "westeurope",
        ["properties"] = new JsonObject
        {
            ["osType"] = "Linux",
            ["restartPolicy"] = restartPolicy,
            ["containers"] = new JsonArray(Container("main", script)),
        },
    };

    /// <summary>A container that runs a script of busybox's shell.</summary>
    public static JsonObject Container(string name, string script, double cpu = 0.5, double memory = 0.25) => new()
    {
        ["name"] = name,
        ["properties"] = new JsonObject
        {
            ["image"] = TestImage.Name,
            ["command"] = Shell(script),
            ["resources"] = new JsonObject
            {
                ["requests"] = new JsonObject { ["cpu"] = cpu, ["memoryInGB"] = memory },
            },
        },
    };

    public static JsonObject WithInit(this JsonObject group, string name, string script)
    {
        var properties = group["properties"]!.AsObject();
        properties["initContainers"] ??= new JsonArray();
        properties["initContainers"]!.AsArray().Add(new JsonObject
        {
            ["name"] = name,
            ["properties"] = new JsonObject { ["image"] = TestImage.Name, ["command"] = Shell(script) },
        });
        return group;
    }

    public static JsonObject WithContainer(this JsonObject group, JsonObject container)
    {
        group["properties"]!["containers"]!.AsArray().Add(container);
        return group;
    }

    /// <summary>Adds a volume and mounts it in every container at the path.</summary>
    public static JsonObject WithVolume(this JsonObject group, string name, string kind, JsonObject volume, string path)
    {
        var properties = group["properties"]!.AsObject();
        properties["volumes"] ??= new JsonArray();
        properties["volumes"]!.AsArray().Add(new JsonObject { ["name"] = name, [kind] = volume });
        var containers = properties["containers"]!.AsArray().Concat(properties["initContainers"]?.AsArray() ?? []);
        foreach (var container in containers.Select(container => container!["properties"]!.AsObject()))
        {
            container["volumeMounts"] ??= new JsonArray();
            container["volumeMounts"]!.AsArray().Add(new JsonObject { ["name"] = name, ["mountPath"] = path });
        }

        return group;
    }

    /// <summary>Gives the first container environment variables.</summary>
    public static JsonObject WithEnvironment(this JsonObject group, params JsonObject[] variables)
    {
        MainProperties(group)["environmentVariables"] = new JsonArray([.. variables]);
        return group;
    }

    /// <summary>Exposes ports of the first container on the group's address.</summary>
    public static JsonObject WithPorts(this JsonObject group, params int[] ports)
    {
        JsonArray List() => [.. ports.Select(port => new JsonObject { ["port"] = port, ["protocol"] = "TCP" })];
        MainProperties(group)["ports"] = List();
        group["properties"]!["ipAddress"] = new JsonObject { ["type"] = "Public", ["ports"] = List() };
        return group;
    }

    /// <summary>The properties of the first container.</summary>
    public static JsonObject MainProperties(this JsonObject group) =>
        group["properties"]!["containers"]![0]!["properties"]!.AsObject();

    private static JsonArray Shell(string script) => ["/bin/busybox", "sh", "-c", script];
}
