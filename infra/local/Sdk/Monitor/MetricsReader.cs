using System.Text.Json.Nodes;
using System.Xml;
using Azure.Monitor.Query.Models;
using Azure.ResourceManager.ContainerInstance;

namespace Azure.Monitor.Query;

/// <summary>Reads answers of Microsoft.Insights/metrics.</summary>
internal static class MetricsReader
{
    public static MetricsQueryResult Read(JsonNode answer) => new([.. JsonFields.Items(answer, "value").Select(Metric)])
    {
        // Written with a fraction by some of the service's versions.
        Cost = (int?)JsonFields.Number(answer, "cost"),
        // FULL has no length of its own.
        Granularity = JsonFields.Text(answer, "interval") is { } interval && interval.StartsWith('P')
            ? XmlConvert.ToTimeSpan(interval)
            : null,
        Namespace = JsonFields.Text(answer, "namespace"),
        ResourceRegion = JsonFields.Text(answer, "resourceregion"),
        TimeSpan = QueryTimeRange.Parse(JsonFields.Text(answer, "timespan")!),
    };

    private static MetricResult Metric(JsonNode metric) =>
        new(JsonFields.Text(metric["name"]!, "value")!, [.. JsonFields.Items(metric, "timeseries").Select(Series)])
        {
            Description = JsonFields.Text(metric, "displayDescription"),
            Error = JsonFields.Text(metric, "errorCode") is { } code && code != "Success"
                ? new ResponseError(code, JsonFields.Text(metric, "errorMessage"))
                : null,
            Id = JsonFields.Text(metric, "id"),
            ResourceType = JsonFields.Text(metric, "type"),
            Unit = JsonFields.Text(metric, "unit") ?? MetricUnit.Unspecified,
        };

    private static MetricTimeSeriesElement Series(JsonNode series) => new(
        JsonFields.Items(series, "metadatavalues").ToDictionary(
            item => JsonFields.Text(item["name"]!, "value")!, item => JsonFields.Text(item, "value") ?? ""),
        [.. JsonFields.Items(series, "data").Select(Value)]);

    private static MetricValue Value(JsonNode value) => new(JsonFields.Time(value, "timeStamp")!.Value)
    {
        Average = JsonFields.Number(value, "average"),
        Count = JsonFields.Number(value, "count"),
        Maximum = JsonFields.Number(value, "maximum"),
        Minimum = JsonFields.Number(value, "minimum"),
        Total = JsonFields.Number(value, "total"),
    };
}
