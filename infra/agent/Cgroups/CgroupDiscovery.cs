namespace CloudWorkspaces.Agent.Cgroups;

/// <summary>
/// Finds the agent's own cgroup. Engines show it in different ways: as the root of the mount, or below the path that
/// /proc/self/cgroup names. On a hybrid machine the memory controller says which version counts.
/// </summary>
internal static class CgroupDiscovery
{
    private const string Mount = "/sys/fs/cgroup";

    public static ICgroup Find()
    {
        var own = ReadOrNull("/proc/self/cgroup") ?? "";
        var memory = FindFolder(own, "memory", "memory.usage_in_bytes");
        if (memory is null)
        {
            var folder = FindUnified(own);
            return new CgroupV2(file => ReadOrNull(Path.Combine(folder, file)));
        }

        var folders = new Dictionary<string, string?>
        {
            ["memory"] = memory,
            ["cpuacct"] = FindFolder(own, "cpuacct", "cpuacct.usage"),
            ["blkio"] = FindFolder(own, "blkio", "blkio.throttle.io_service_bytes"),
        };
        return new CgroupV1(
            (controller, file) => folders[controller] is { } folder ? ReadOrNull(Path.Combine(folder, file)) : null);
    }

    /// <summary>The path of a controller in the lines <c>n:controllers:path</c>; an empty name is the unified one's.</summary>
    public static string? OwnPath(string selfCgroup, string controller)
    {
        foreach (var line in selfCgroup.Split('\n'))
        {
            if (line.Split(':', 3) is [_, var controllers, var path] && controllers.Split(',').Contains(controller))
            {
                return path;
            }
        }

        return null;
    }

    private static string? FindFolder(string own, string controller, string file)
    {
        var root = Path.Combine(Mount, controller);
        return Candidates(root, OwnPath(own, controller)).FirstOrDefault(folder => File.Exists(Path.Combine(folder, file)));
    }

    private static string FindUnified(string own) =>
        Candidates(Mount, OwnPath(own, "")).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "memory.current")))
        ?? Mount;

    private static IEnumerable<string> Candidates(string root, string? path) =>
        path is null ? [root] : [Path.Join(root, path), root];

    private static string? ReadOrNull(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
