namespace CloudWorkspaces.Local.Arm.Faults;

/// <summary>The names of operations in the REST reference.</summary>
internal static class OperationNames
{
    private const string Other = "Other";

    private static readonly (string Method, string[] Tail, string Name)[] s_operations =
    [
        ("GET", ["containerGroups"], "ContainerGroups_List"),
        ("GET", ["containerGroups", "*"], "ContainerGroups_Get"),
        ("PUT", ["containerGroups", "*"], "ContainerGroups_CreateOrUpdate"),
        ("PATCH", ["containerGroups", "*"], "ContainerGroups_Update"),
        ("DELETE", ["containerGroups", "*"], "ContainerGroups_Delete"),
        ("POST", ["containerGroups", "*", "start"], "ContainerGroups_Start"),
        ("POST", ["containerGroups", "*", "stop"], "ContainerGroups_Stop"),
        ("POST", ["containerGroups", "*", "restart"], "ContainerGroups_Restart"),
        ("GET", ["containerGroups", "*", "containers", "*", "logs"], "Containers_ListLogs"),
        ("POST", ["containerGroups", "*", "containers", "*", "exec"], "Containers_ExecuteCommand"),
        ("POST", ["containerGroups", "*", "containers", "*", "attach"], "Containers_Attach"),
        ("GET", ["operations", "*"], "Operations_Status"),
        ("GET", ["operationResults", "*"], "Operations_Result"),
    ];

    public static IReadOnlyList<string> All { get; } = [.. s_operations.Select(operation => operation.Name), Other];

    /// <summary>The operation that a request asks for, and the group that it names.</summary>
    public static (string Operation, string? Group) Of(string method, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (_, tail, name) in s_operations.Where(operation => operation.Method == method))
        {
            if (segments.Length >= tail.Length && tail.Zip(segments[^tail.Length..]).All(Fits))
            {
                return (name, tail is ["containerGroups", "*", ..] ? segments[^(tail.Length - 1)] : null);
            }
        }

        return (Other, null);
    }

    private static bool Fits((string Expected, string Given) pair) =>
        pair.Expected == "*" || pair.Expected.Equals(pair.Given, StringComparison.OrdinalIgnoreCase);
}
