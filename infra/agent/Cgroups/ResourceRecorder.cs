using System.Text.Json;
using CloudWorkspaces.Agent.Endpoint;

namespace CloudWorkspaces.Agent.Cgroups;

/// <summary>Writes samples to a local file, one JSON document a line, and remembers what the cause depends on.</summary>
internal sealed class ResourceRecorder(ICgroup cgroup, string path, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _oomKillsAtStart = cgroup.Read(time.GetUtcNow()).OomKills ?? 0;

    /// <summary>Highest memory seen; the kernel's own peak where it keeps one.</summary>
    public long? PeakMemoryBytes { get; private set; }

    public long? MemoryLimitBytes { get; private set; }

    /// <summary>Since the recorder was made.</summary>
    public long OomKills { get; private set; }

    public void Sample()
    {
        lock (_lock)
        {
            var sample = cgroup.Read(time.GetUtcNow());
            PeakMemoryBytes = Max(PeakMemoryBytes, Max(sample.PeakMemoryBytes, sample.MemoryBytes));
            MemoryLimitBytes = sample.MemoryLimitBytes;
            OomKills = (sample.OomKills ?? 0) - _oomKillsAtStart;
            File.AppendAllText(path, JsonSerializer.Serialize(sample, AgentJson.Default.ResourceSample) + "\n");
        }
    }

    private static long? Max(long? one, long? other) =>
        one is { } first && other is { } second ? Math.Max(first, second) : one ?? other;
}
