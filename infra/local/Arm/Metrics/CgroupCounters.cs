using System.Globalization;

namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>What the kernel counts of a container, by the cgroup of its main process (v1 and v2).</summary>
/// <param name="CpuTime">Since the cgroup was made, on all cores.</param>
/// <param name="MemoryBytes">The working set: without file pages that could be dropped at once.</param>
internal sealed record CgroupCounters(TimeSpan CpuTime, long MemoryBytes)
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>Null if the process is gone.</summary>
    public static CgroupCounters? Read(int processId)
    {
        try
        {
            return Read(File.ReadAllLines($"/proc/{processId}/cgroup"), File.ReadAllText);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="memberships">The lines of /proc/{pid}/cgroup.</param>
    internal static CgroupCounters Read(IReadOnlyList<string> memberships, Func<string, string> read)
    {
        var paths = memberships.Select(line => line.Split(':', 3)).ToList();
        string? V1(string controller) => paths.FirstOrDefault(path => path[1].Split(',').Contains(controller))?[2];
        var v2 = paths.FirstOrDefault(path => path[0] == "0")?[2];

        var cpu = V1("cpuacct") is { } cpuPath
            ? Number(read($"{Root}/cpuacct{cpuPath}/cpuacct.usage")) / TimeSpan.NanosecondsPerTick
            : Field(read($"{Root}{v2}/cpu.stat"), "usage_usec") * TimeSpan.TicksPerMicrosecond;
        var (used, idle) = V1("memory") is { } memoryPath
            ? (Number(read($"{Root}/memory{memoryPath}/memory.usage_in_bytes")),
                Field(read($"{Root}/memory{memoryPath}/memory.stat"), "total_inactive_file"))
            : (Number(read($"{Root}{v2}/memory.current")), Field(read($"{Root}{v2}/memory.stat"), "inactive_file"));
        return new CgroupCounters(TimeSpan.FromTicks(cpu), Math.Max(0, used - idle));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static long Field(string text, string name)
    {
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith(name + ' ', StringComparison.Ordinal));
        return line is null ? 0 : Number(line[(name.Length + 1)..]);
    }
}
