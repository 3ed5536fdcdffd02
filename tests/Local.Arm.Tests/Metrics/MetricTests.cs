using System.Net;
using System.Text.Json.Nodes;
using Azure.Monitor.Query;
using Azure.Monitor.Query.Models;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests.Metrics;

[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class MetricTests(EmulatorFixture fixture)
{
    private const int Megabyte = 1024 * 1024;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task Metrics_ContainersThatBurnAndHold_AreToldApart()
    {
        // A file on a memory file system counts as the container's memory.
        var name = await Api.CreateAsync(Bodies.Group("while :; do :; done")
            .WithContainer(Bodies.Container("holder", "busybox dd if=/dev/zero of=/dev/shm/x bs=1M count=40 2>/dev/null; busybox sleep 600")));
        var client = MonitorClients.Metrics(fixture);
        var options = new MetricsQueryOptions
        {
            Granularity = TimeSpan.FromMinutes(1),
            TimeRange = TimeSpan.FromMinutes(5),
            Filter = "containerName eq '*'",
            Aggregations = { MetricAggregationType.Average, MetricAggregationType.Minimum, MetricAggregationType.Maximum, MetricAggregationType.Count },
        };

        Dictionary<(string, string), MetricValue> last = [];
        await Eventually.TrueAsync(
            async () =>
            {
                var result = await client.QueryResourceAsync(Id(name), ["CpuUsage", "MemoryUsage"], options);
                last = result.Value.Metrics
                    .SelectMany(metric => metric.TimeSeries.Select(series => (
                        Key: (metric.Name, series.Metadata["containername"]),
                        Value: series.Values.LastOrDefault(value => value.Count >= 2))))
                    .Where(item => item.Value is not null)
                    .ToDictionary(item => item.Key, item => item.Value!);
                return last.GetValueOrDefault(("CpuUsage", "main"))?.Maximum > 250 &&
                    last.GetValueOrDefault(("MemoryUsage", "holder"))?.Maximum > 40 * Megabyte &&
                    last.ContainsKey(("CpuUsage", "holder"));
            },
            Deadline,
            "both containers show in the metrics");

        Assert.All(last.Values, value => Assert.True(
            value.Minimum <= value.Average && value.Average <= value.Maximum && value.Minimum >= 0, value.ToString()));
        // The group's containers may use its half core each; the limit is enforced in slices, so there is some play.
        Assert.InRange(last[("CpuUsage", "main")].Maximum!.Value, 250, 1_300);
        Assert.True(last[("MemoryUsage", "main")].Maximum < 20 * Megabyte);
        Assert.True(last[("CpuUsage", "holder")].Average < last[("CpuUsage", "main")].Average);
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Metrics_BytesThroughTheRelay_AreToldOfTheGroup()
    {
        var name = await Api.CreateAsync(Bodies.Group(
            $"while :; do busybox wget -q -O /dev/null http://127.0.0.1:{fixture.Blobs.Port}/x; busybox sleep 0.1; done"));

        await Eventually.TrueAsync(
            async () => new[] { "NetworkBytesReceivedPerSecond", "NetworkBytesTransmittedPerSecond" }
                .Intersect(await MeasuredAsync(name)).Count() == 2,
            Deadline,
            "bytes are counted both ways");

        await Api.DeleteAsync(name);
        using var gone = await Api.Http.GetAsync(At(name, "metrics"));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Metrics_UnknownMetric_IsRefusedAsTheServiceDoes()
    {
        var name = await Api.CreateAsync(Bodies.Group("exit 0"));

        using var answer = await Api.Http.GetAsync(At(name, "metrics", "&metricnames=Disk"));

        var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("BadRequest", error["code"]!.GetValue<string>());
        Assert.StartsWith("Failed to find metric configuration", error["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task Definitions_Group_AreTheFourMetrics()
    {
        var name = await Api.CreateAsync(Bodies.Group("exit 0"));

        var definitions = JsonNode.Parse(await Api.Http.GetStringAsync(At(name, "metricDefinitions")))!["value"]!.AsArray();

        Assert.Equal(
            [("CpuUsage", 1), ("MemoryUsage", 1), ("NetworkBytesReceivedPerSecond", 0), ("NetworkBytesTransmittedPerSecond", 0)],
            definitions.Select(one => (one!["name"]!["value"]!.GetValue<string>(), one["dimensions"]?.AsArray().Count ?? 0)));
    }

    /// <summary>The metrics of which something other than 0 was measured.</summary>
    private async Task<string[]> MeasuredAsync(string name)
    {
        const string Names = "&metricnames=NetworkBytesReceivedPerSecond,NetworkBytesTransmittedPerSecond";
        var answer = JsonNode.Parse(await Api.Http.GetStringAsync(At(name, "metrics", Names)))!;
        return
        [
            .. answer["value"]!.AsArray()
                .Where(metric => metric!["timeseries"]![0]!["data"]!.AsArray()
                    .Any(point => point!["average"]?.GetValue<double>() > 0))
                .Select(metric => metric!["name"]!["value"]!.GetValue<string>()),
        ];
    }

    private static string Id(string name) => $"{ArmApi.Groups}/{name}";

    private static string At(string name, string kind, string query = "") =>
        $"{Id(name)}/providers/Microsoft.Insights/{kind}?api-version=2024-02-01{query}";
}
