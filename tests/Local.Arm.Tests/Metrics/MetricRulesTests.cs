using CloudWorkspaces.Local.Arm.Metrics;

namespace CloudWorkspaces.Local.Arm.Tests.Metrics;

public sealed class MetricRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    [Fact]
    public void Series_SamplesOfTwoContainers_AreTakenTogetherByInterval()
    {
        var metrics = new GroupMetrics();
        Add(metrics, "a", (0, 100), (30, 300), (290, 50));
        Add(metrics, "b", (0, 600), (300, 10));

        var (container, points) = Assert.Single(Series(metrics, "PT5M"));

        Assert.Null(container);
        Assert.Equal(
            [(Noon, 262.5, 50, 600, 4), (Noon.AddMinutes(5), 10, 10, 10, 1)],
            points.Select(p => (p.At, p.Values.Average, p.Values.Minimum, p.Values.Maximum, p.Values.Count)));
    }

    [Fact]
    public void Series_SplitByContainer_IsOneEach()
    {
        var metrics = new GroupMetrics();
        Add(metrics, "b", (0, 600));
        Add(metrics, "a", (0, 100), (30, 300));

        var series = Series(metrics, "PT1M", "containerName eq '*'");

        Assert.Equal(["a", "b"], series.Select(one => one.Container));
        Assert.Equal([200, 600], series.Select(one => one.Points[0].Values.Average));
        Assert.Equal(0, series[0].Points[1].Values.Count);
        Assert.Equal(["b"], Series(metrics, "PT1M", "containerName eq 'B' or containerName eq 'x'").Select(one => one.Container));
    }

    [Fact]
    public void Series_IntervalFull_IsOnePoint()
    {
        var metrics = new GroupMetrics();
        Add(metrics, "a", (0, 1), (240, 3));

        var (_, points) = Assert.Single(Series(metrics, "FULL"));

        Assert.Equal((Noon, 2), (points.Single().At, points.Single().Values.Average));
    }

    [Fact]
    public void Series_MinutesWithinTheLag_AreNotTold()
    {
        var metrics = new GroupMetrics();
        Add(metrics, "a", (0, 1), (60, 3), (120, 5));

        var (_, points) = Assert.Single(Series(metrics, "PT1M", until: Noon.AddMinutes(1)));

        Assert.Equal([1, 0, 0], points.Take(3).Select(point => point.Values.Count));
    }

    [Fact]
    public void Add_MinutesOlderThanTheRetention_AreGone()
    {
        var series = new MetricSeries();
        series.Add(Noon, 1, TimeSpan.FromMinutes(10));
        series.Add(Noon.AddMinutes(11), 2, TimeSpan.FromMinutes(10));

        Assert.Equal([Noon.AddMinutes(11)], series.Between(Noon, Noon.AddHours(1)).Select(minute => minute.Key));
    }

    [Fact]
    public void Rate_Counter_IsPerSecondAndBeginsAnewWithIt()
    {
        var rate = new CounterRate();

        Assert.Null(rate.Next(Noon, 1_000));
        Assert.Equal(50, rate.Next(Noon.AddSeconds(10), 1_500));
        Assert.Equal(20, rate.Next(Noon.AddSeconds(20), 200));
        Assert.Null(rate.Next(Noon.AddSeconds(20), 300));
    }

    [Theory]
    [InlineData("metricnames=Disk", "metric: Disk, Valid metrics: CpuUsage,MemoryUsage,")]
    [InlineData("aggregation=Median", "Invalid aggregation type: Median")]
    [InlineData("interval=PT3M", "Invalid time grain duration: PT3M, supported ones are: 00:01:00,00:05:00,")]
    [InlineData("$filter=pod eq '*'", "Dimension pod is not supported")]
    [InlineData("$filter=containerName eq", "Invalid filter expression")]
    [InlineData("$filter=containerName eq 'a' or", "Invalid filter expression")]
    [InlineData("$filter=containerName eq 'a", "Invalid filter expression")]
    [InlineData("metricnames=NetworkBytesReceivedPerSecond&$filter=containerName eq '*'", "does not support requested dimension")]
    [InlineData("timespan=yesterday", "Invalid timespan: yesterday")]
    [InlineData("timespan=2026-03-02/2026-03-01", "must be before the end")]
    [InlineData("metricnamespace=Microsoft.Web/sites", "Failed to find metric namespace")]
    public void Read_WrongParameter_IsRefusedByName(string query, string message)
    {
        var failure = Assert.Throws<MetricQueryException>(() => Read(query));

        Assert.Contains(message, failure.Message);
    }

    [Theory]
    [InlineData("", -60, 0)]
    [InlineData("timespan=PT10M", -10, 0)]
    [InlineData("timespan=2026-03-01T11:00:00Z/PT30M", -60, -30)]
    [InlineData("timespan=PT30M/2026-03-01T11:00:00Z", -90, -60)]
    [InlineData("timespan=2026-03-01T11:00:00Z/2026-03-01T11:30:00Z", -60, -30)]
    public void Read_Timespan_IsAnIsoInterval(string query, int from, int to)
    {
        var read = Read(query);

        Assert.Equal((Noon.AddMinutes(from), Noon.AddMinutes(to)), (read.From, read.To));
    }

    [Fact]
    public void Counters_OfBothVersions_AreRead()
    {
        Dictionary<string, string> files = new()
        {
            ["/sys/fs/cgroup/cpuacct/x/cpuacct.usage"] = "2000000000\n",
            ["/sys/fs/cgroup/memory/x/memory.usage_in_bytes"] = "5000\n",
            ["/sys/fs/cgroup/memory/x/memory.stat"] = "inactive_file 1\ntotal_inactive_file 1000\n",
            ["/sys/fs/cgroup/y/cpu.stat"] = "usage_usec 2000000\nuser_usec 1\n",
            ["/sys/fs/cgroup/y/memory.current"] = "5000\n",
            ["/sys/fs/cgroup/y/memory.stat"] = "anon 1\ninactive_file 1000\n",
        };
        var expected = new CgroupCounters(TimeSpan.FromSeconds(2), 4_000);

        Assert.Equal(expected, CgroupCounters.Read(["4:cpu,cpuacct:/x", "3:memory:/x", "0::/"], path => files[path]));
        Assert.Equal(expected, CgroupCounters.Read(["0::/y"], path => files[path]));
    }

    private static void Add(GroupMetrics metrics, string container, params (int Second, double Value)[] samples)
    {
        foreach (var (second, value) in samples)
        {
            metrics.Add(MetricKind.Cpu, container, Noon.AddSeconds(second), value, Day);
        }
    }

    private static IReadOnlyList<(string? Container, IReadOnlyList<MetricPoint> Points)> Series(
        GroupMetrics metrics, string interval, string filter = "", DateTimeOffset? until = null)
    {
        var query = Read($"timespan=2026-03-01T12:00:00Z/PT10M&interval={interval}&$filter={filter}");
        return MetricRules.Series(metrics, MetricKind.Cpu, query, until ?? DateTimeOffset.MaxValue);
    }

    private static MetricQuery Read(string query)
    {
        var parameters = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return MetricQueryReader.Read(name => parameters.GetValueOrDefault(name, ""), Noon);
    }
}
