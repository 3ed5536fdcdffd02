namespace CloudWorkspaces.Agent.Cgroups;

/// <summary>The unified hierarchy: every file in one folder.</summary>
/// <param name="read">Content of a file of the cgroup, null when there is none.</param>
internal sealed class CgroupV2(Func<string, string?> read) : ICgroup
{
    public ResourceSample Read(DateTimeOffset now)
    {
        var memory = CgroupText.Number(read("memory.current"));
        var io = read("io.stat");
        return new ResourceSample
        {
            Time = now,
            CpuSeconds = CgroupText.Field(read("cpu.stat"), "usage_usec") / 1e6,
            MemoryBytes = memory,
            WorkingSetBytes = memory - (CgroupText.Field(read("memory.stat"), "inactive_file") ?? 0),
            // Since Linux 5.19.
            PeakMemoryBytes = CgroupText.Number(read("memory.peak")),
            MemoryLimitBytes = CgroupText.Number(read("memory.max")),
            ReadBytes = CgroupText.SumOfAssignments(io, "rbytes"),
            WrittenBytes = CgroupText.SumOfAssignments(io, "wbytes"),
            OomKills = CgroupText.Field(read("memory.events"), "oom_kill"),
        };
    }
}
