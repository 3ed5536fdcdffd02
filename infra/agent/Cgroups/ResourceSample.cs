namespace CloudWorkspaces.Agent.Cgroups;

/// <summary>One line of metrics.ndjson: what the container has used so far. Null where the cgroup does not tell.</summary>
internal sealed record ResourceSample
{
    public required DateTimeOffset Time { get; init; }

    /// <summary>CPU time since the container's start.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Memory without the page cache that the kernel would give up at once.</summary>
    public long? WorkingSetBytes { get; init; }

    /// <summary>Memory with page cache: what the limit applies to.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Highest <see cref="MemoryBytes"/> so far.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>Null without a limit.</summary>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>From block devices.</summary>
    public long? ReadBytes { get; init; }

    public long? WrittenBytes { get; init; }

    /// <summary>Processes that the kernel has killed for want of memory.</summary>
    public long? OomKills { get; init; }
}
