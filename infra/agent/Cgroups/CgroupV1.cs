namespace CloudWorkspaces.Agent.Cgroups;

/// <summary>The older hierarchies, one for each controller.</summary>
/// <param name="read">Content of a file by controller and name, null when there is none.</param>
internal sealed class CgroupV1(Func<string, string, string?> read) : ICgroup
{
    public ResourceSample Read(DateTimeOffset now)
    {
        var memory = CgroupText.Number(read("memory", "memory.usage_in_bytes"));
        var io = read("blkio", "blkio.throttle.io_service_bytes");
        return new ResourceSample
        {
            Time = now,
            CpuSeconds = CgroupText.Number(read("cpuacct", "cpuacct.usage")) / 1e9,
            MemoryBytes = memory,
            WorkingSetBytes = memory - (CgroupText.Field(read("memory", "memory.stat"), "total_inactive_file") ?? 0),
            PeakMemoryBytes = CgroupText.Number(read("memory", "memory.max_usage_in_bytes")),
            MemoryLimitBytes = CgroupText.Number(read("memory", "memory.limit_in_bytes")),
            ReadBytes = CgroupText.SumOfOperations(io, "Read"),
            WrittenBytes = CgroupText.SumOfOperations(io, "Write"),
            OomKills = CgroupText.Field(read("memory", "memory.oom_control"), "oom_kill"),
        };
    }
}
