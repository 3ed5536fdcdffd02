using CloudWorkspaces.Agent.Cgroups;

namespace CloudWorkspaces.Agent.Tests.Cgroups;

public sealed class CgroupTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_Version1_UnderstandsEveryFile()
    {
        var files = new Dictionary<string, string>
        {
            ["memory/memory.usage_in_bytes"] = "104857600\n",
            ["memory/memory.stat"] = "cache 9\ninactive_file 1\ntotal_inactive_file 4857600\n",
            ["memory/memory.max_usage_in_bytes"] = "209715200\n",
            ["memory/memory.limit_in_bytes"] = "419430400\n",
            ["memory/memory.oom_control"] = "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n",
            ["cpuacct/cpuacct.usage"] = "1500000000\n",
            ["blkio/blkio.throttle.io_service_bytes"] =
                "8:0 Read 100\n8:0 Write 20\n8:0 Total 120\n8:16 Read 1\n8:16 Write 2\n8:16 Total 3\nTotal 123\n",
        };

        var sample = new CgroupV1((controller, file) => files.GetValueOrDefault($"{controller}/{file}")).Read(Now);

        Assert.Equal(
            new ResourceSample
            {
                Time = Now,
                CpuSeconds = 1.5,
                MemoryBytes = 104857600,
                WorkingSetBytes = 100000000,
                PeakMemoryBytes = 209715200,
                MemoryLimitBytes = 419430400,
                ReadBytes = 101,
                WrittenBytes = 22,
                OomKills = 2,
            },
            sample);
    }

    [Fact]
    public void Read_Version2_UnderstandsEveryFile()
    {
        var files = new Dictionary<string, string>
        {
            ["memory.current"] = "1000\n",
            ["memory.stat"] = "anon 600\nfile 400\ninactive_file 300\n",
            ["memory.peak"] = "2000\n",
            ["memory.max"] = "max\n",
            ["memory.events"] = "low 0\nhigh 0\nmax 5\noom 1\noom_kill 1\noom_group_kill 0\n",
            ["cpu.stat"] = "usage_usec 2500000\nuser_usec 1\nsystem_usec 2\n",
            ["io.stat"] = "8:0 rbytes=10 wbytes=20 rios=1 wios=2 dbytes=0 dios=0\n8:16 rbytes=5 wbytes=6 rios=1 wios=1\n",
        };

        var sample = new CgroupV2(files.GetValueOrDefault).Read(Now);

        Assert.Equal(
            new ResourceSample
            {
                Time = Now,
                CpuSeconds = 2.5,
                MemoryBytes = 1000,
                WorkingSetBytes = 700,
                PeakMemoryBytes = 2000,
                MemoryLimitBytes = null,
                ReadBytes = 15,
                WrittenBytes = 26,
                OomKills = 1,
            },
            sample);
    }

    [Fact]
    public void Read_NoFiles_LeavesEverythingUnknown()
    {
        Assert.Equal(new ResourceSample { Time = Now }, new CgroupV2(_ => null).Read(Now));
        Assert.Equal(new ResourceSample { Time = Now }, new CgroupV1((_, _) => null).Read(Now));
    }

    [Theory]
    [InlineData("9223372036854771712\n", null)]
    [InlineData("max\n", null)]
    [InlineData("", null)]
    [InlineData("12\n", 12L)]
    public void Number_AnyLimit_IsNullWhenThereIsNone(string text, long? expected) =>
        Assert.Equal(expected, CgroupText.Number(text));

    [Theory]
    [InlineData("memory", "/pod/abc")]
    [InlineData("cpuacct", "/cpu/abc")]
    [InlineData("", "/unified")]
    [InlineData("blkio", null)]
    public void OwnPath_HybridMachine_FindsTheControllersPath(string controller, string? expected)
    {
        const string SelfCgroup = "4:memory:/pod/abc\n3:cpu,cpuacct:/cpu/abc\n1:name=systemd:/s\n0::/unified\n";

        Assert.Equal(expected, CgroupDiscovery.OwnPath(SelfCgroup, controller));
    }
}
