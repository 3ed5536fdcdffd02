using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Tests;

/// <summary>Reading the instance views of an answer.</summary>
internal static class States
{
    public static JsonObject InstanceView(this JsonObject group, string container = "main") =>
        group["containers"]!.AsArray().Concat(group["initContainers"]?.AsArray() ?? [])
            .Single(item => item!["name"]!.GetValue<string>() == container)!["properties"]!["instanceView"]!.AsObject();

    public static string State(this JsonObject group, string container = "main") =>
        group.InstanceView(container)["currentState"]!["state"]!.GetValue<string>();

    public static string Detail(this JsonObject group, string container = "main") =>
        group.InstanceView(container)["currentState"]!["detailStatus"]!.GetValue<string>();

    public static int? ExitCode(this JsonObject group, string container = "main") =>
        group.InstanceView(container)["currentState"]!["exitCode"]?.GetValue<int>();

    public static int RestartCount(this JsonObject group) => group.InstanceView()["restartCount"]!.GetValue<int>();

    public static string[] EventNames(this JsonObject group, string container = "main") =>
        [.. group.InstanceView(container)["events"]!.AsArray().Select(item => item!["name"]!.GetValue<string>())];

    public static string Provisioning(this JsonObject group) => group["provisioningState"]!.GetValue<string>();
}
