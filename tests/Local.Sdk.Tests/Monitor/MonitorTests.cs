using Azure;
using Azure.Monitor.Query;
using Azure.Monitor.Query.Models;

namespace CloudWorkspaces.Local.Sdk.Tests.Monitor;

/// <summary>The clients of Azure Monitor against answers of the service's shape.</summary>
public sealed class MonitorTests
{
    private const string Group = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroups/g1";

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Metrics_SplitByContainer_AreAskedForAndRead()
    {
        using var script = new MonitorScript(200, $$"""
            {
              "cost": 59, "timespan": "2026-03-01T11:00:00Z/2026-03-01T12:00:00Z", "interval": "PT5M",
              "value": [{
                "id": "{{Group}}/providers/Microsoft.Insights/metrics/CpuUsage", "type": "Microsoft.Insights/metrics",
                "name": { "value": "CpuUsage", "localizedValue": "CPU Usage" },
                "displayDescription": "CPU usage on all cores in millicores.", "unit": "Count",
                "timeseries": [{
                  "metadatavalues": [{ "name": { "value": "containername", "localizedValue": "containername" }, "value": "main" }],
                  "data": [{ "timeStamp": "2026-03-01T11:00:00Z" }, { "timeStamp": "2026-03-01T11:05:00Z", "average": 250.5, "maximum": 500 }]
                }],
                "errorCode": "Success"
              }],
              "namespace": "Microsoft.ContainerInstance/containerGroups", "resourceregion": "westeurope"
            }
            """);
        var options = new MetricsQueryOptions
        {
            TimeRange = new QueryTimeRange(TimeSpan.FromHours(1), Noon),
            Granularity = TimeSpan.FromMinutes(5),
            Filter = "containerName eq '*'",
            Aggregations = { MetricAggregationType.Average, MetricAggregationType.Maximum },
        };

        var result = (await script.Metrics.QueryResourceAsync(Group, ["CpuUsage"], options)).Value;

        Assert.Equal(
            $"GET https://arm.test{Group}/providers/Microsoft.Insights/metrics?api-version=2024-02-01" +
            "&timespan=PT1H/2026-03-01T12:00:00.0000000Z&interval=PT5M&metricnames=CpuUsage&aggregation=average,maximum" +
            "&$filter=containerName eq '*'",
            script.Request);
        Assert.Equal(["https://management.azure.com/.default"], script.Scopes);
        var metric = result.GetMetricByName("CpuUsage");
        var series = Assert.Single(metric.TimeSeries);
        Assert.Equal((59, TimeSpan.FromMinutes(5), "westeurope"), (result.Cost, result.Granularity, result.ResourceRegion));
        Assert.Equal(new QueryTimeRange(Noon.AddHours(-1), Noon), result.TimeSpan);
        Assert.Equal((MetricUnit.Count, null), (metric.Unit, metric.Error));
        Assert.Equal("main", series.Metadata["containername"]);
        Assert.Equal([(null, null), (250.5, 500)], series.Values.Select(value => (value.Average, value.Maximum)));
        Assert.Equal(Noon.AddMinutes(-55), series.Values[1].TimeStamp);
        Assert.Throws<KeyNotFoundException>(() => result.GetMetricByName("MemoryUsage"));
    }

    [Fact]
    public async Task Metrics_Refused_ThrowsWithTheStatus()
    {
        using var script = new MonitorScript(400, """{ "code": "BadRequest", "message": "Failed to find metric configuration." }""");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => script.Metrics.QueryResourceAsync(Group, ["Disk"]));

        Assert.Equal(400, failure.Status);
        Assert.Contains("Failed to find metric configuration.", failure.Message);
    }

    [Fact]
    public async Task Logs_Table_IsReadByColumn()
    {
        using var script = new MonitorScript(200, """
            {
              "tables": [{
                "name": "PrimaryResult",
                "columns": [
                  { "name": "TimeGenerated", "type": "datetime" }, { "name": "Message", "type": "string" },
                  { "name": "Count_d", "type": "real" }, { "name": "n", "type": "long" },
                  { "name": "ok", "type": "bool" }, { "name": "took", "type": "timespan" }
                ],
                "rows": [["2026-03-01T12:00:00Z", "hello", 1.5, 7, true, "00:00:02"], [null, null, "NaN", null, 0, null]]
              }]
            }
            """);

        var result = (await script.Logs.QueryWorkspaceAsync("w", "T | take 2", TimeSpan.FromHours(1))).Value;

        Assert.Equal("POST https://logs.test/v1/workspaces/w/query", script.Request);
        Assert.Equal("""{"query":"T | take 2","timespan":"PT1H"}""", script.Body);
        Assert.Equal(["https://api.loganalytics.io/.default"], script.Scopes);
        Assert.Equal(LogsQueryResultStatus.Success, result.Status);
        Assert.Equal(LogsColumnType.Datetime, result.Table.Columns[0].Type);
        Assert.Equal([Noon, "hello", 1.5, 7L, true, TimeSpan.FromSeconds(2)], result.Table.Rows[0]);
        Assert.Equal([null, null, double.NaN, null, false, null], result.Table.Rows[1]);
        Assert.Equal("hello", result.Table.Rows[0].GetString("Message"));
        Assert.Throws<KeyNotFoundException>(() => result.Table.Rows[0]["message"]);
    }

    [Fact]
    public async Task Logs_AllOfTheTime_HasNoTimespan()
    {
        using var script = new MonitorScript(200, """{ "tables": [{ "name": "PrimaryResult", "columns": [], "rows": [] }] }""");

        await script.Logs.QueryWorkspaceAsync("w", "T", QueryTimeRange.All);

        Assert.Equal("""{"query":"T"}""", script.Body);
    }

    [Fact]
    public async Task Logs_PartOfItFailed_ThrowsUnlessAllowed()
    {
        const string Answer = """
            {
              "tables": [{ "name": "PrimaryResult", "columns": [], "rows": [] }],
              "error": { "code": "PartialError", "message": "Some data is missing." }
            }
            """;
        using var script = new MonitorScript(200, Answer);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => script.Logs.QueryWorkspaceAsync("w", "T", QueryTimeRange.All));
        var allowed = await script.Logs.QueryWorkspaceAsync(
            "w", "T", QueryTimeRange.All, new LogsQueryOptions { AllowPartialErrors = true });

        Assert.Equal("PartialError", failure.ErrorCode);
        Assert.Equal((LogsQueryResultStatus.PartialFailure, "PartialError"), (allowed.Value.Status, allowed.Value.Error?.Code));
    }
}
