using System.Globalization;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>Writes series as Azure Monitor does.</summary>
internal static class MetricAnswer
{
    public static JsonObject Of(
        string resourceId, string location, MetricQuery query, Func<MetricKind, IReadOnlyList<(string? Container, IReadOnlyList<MetricPoint> Points)>> series)
    {
        var value = new JsonArray();
        var cost = 0;
        foreach (var kind in query.Metrics)
        {
            var found = series(kind);
            cost += found.Sum(one => one.Points.Count);
            value.Add(Metric(resourceId, kind, found, query));
        }

        return new JsonObject
        {
            ["cost"] = cost,
            ["timespan"] = $"{Time(query.From)}/{Time(query.To)}",
            ["interval"] = query.Interval is { } interval ? TimeGrains.Text(interval) : "FULL",
            ["value"] = value,
            ["namespace"] = MetricKind.Namespace,
            ["resourceregion"] = location.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(),
        };
    }

    public static JsonObject Name(string value, string shown) => new() { ["value"] = value, ["localizedValue"] = shown };

    private static JsonObject Metric(
        string resourceId, MetricKind kind, IEnumerable<(string? Container, IReadOnlyList<MetricPoint> Points)> series, MetricQuery query) => new()
        {
            ["id"] = $"{resourceId}/providers/Microsoft.Insights/metrics/{kind.Name}",
            ["type"] = "Microsoft.Insights/metrics",
            ["name"] = Name(kind.Name, kind.DisplayName),
            ["displayDescription"] = kind.Description,
            ["unit"] = kind.Unit,
            ["timeseries"] = new JsonArray([.. series.Select(one => Series(one.Container, one.Points, query))]),
            ["errorCode"] = "Success",
        };

    private static JsonObject Series(string? container, IEnumerable<MetricPoint> points, MetricQuery query)
    {
        // The service writes the names of dimensions in lower case.
        var dimension = MetricKind.Dimension.ToLowerInvariant();
        return new JsonObject
        {
            ["metadatavalues"] = container is null
                ? new JsonArray()
                : new JsonArray(new JsonObject { ["name"] = Name(dimension, dimension), ["value"] = container }),
            ["data"] = new JsonArray([.. points.Select(point => Point(point, query.Aggregations))]),
        };
    }

    private static JsonObject Point(MetricPoint point, IEnumerable<MetricAggregation> aggregations)
    {
        var data = new JsonObject { ["timeStamp"] = Time(point.At) };
        foreach (var aggregation in point.Values.Count == 0 ? [] : aggregations)
        {
            data[aggregation.ToString().ToLowerInvariant()] = aggregation switch
            {
                MetricAggregation.Average => point.Values.Average,
                MetricAggregation.Minimum => point.Values.Minimum,
                MetricAggregation.Maximum => point.Values.Maximum,
                MetricAggregation.Total => point.Values.Total,
                _ => point.Values.Count,
            };
        }

        return data;
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
