using System.Text.Json.Nodes;
using CloudWorkspaces.Agent.Cgroups;

namespace CloudWorkspaces.Agent.Tests.Cgroups;

public sealed class ResourceRecorderTests
{
    [Fact]
    public void Sample_CountersGoOn_KeepsThePeakAndCountsKillsSinceTheStart()
    {
        var path = Path.GetTempFileName();
        var cgroup = new FakeCgroup();
        cgroup.Samples.Enqueue(FakeCgroup.Of(memory: 1, oomKills: 5));
        cgroup.Samples.Enqueue(FakeCgroup.Of(memory: 900, oomKills: 5));
        cgroup.Samples.Enqueue(FakeCgroup.Of(memory: 100, oomKills: 6));
        var recorder = new ResourceRecorder(cgroup, path, TimeProvider.System);

        recorder.Sample();
        Assert.Equal(0, recorder.OomKills);
        recorder.Sample();

        Assert.Equal(1, recorder.OomKills);
        Assert.Equal(900, recorder.PeakMemoryBytes);
        var memory = File.ReadLines(path).Select(line => (long)JsonNode.Parse(line)!["memoryBytes"]!);
        Assert.Equal([900, 100], memory);
        File.Delete(path);
    }

    private sealed class FakeCgroup : ICgroup
    {
        public Queue<ResourceSample> Samples { get; } = new();

        public static ResourceSample Of(long memory, long oomKills) =>
            new() { Time = DateTimeOffset.UnixEpoch, MemoryBytes = memory, OomKills = oomKills };

        public ResourceSample Read(DateTimeOffset now) => Samples.Dequeue();
    }
}
