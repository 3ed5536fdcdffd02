using Azure.Monitor.Query.Models;

namespace Azure.Monitor.Query;

public class MetricsQueryOptions
{
    /// <summary>What to tell of each interval; none for the metric's primary one.</summary>
    public IList<MetricAggregationType> Aggregations { get; } = [];

    /// <summary>Splits by dimensions, such as <c>containerName eq '*'</c>.</summary>
    public string? Filter { get; set; }

    public TimeSpan? Granularity { get; set; }

    public string? MetricNamespace { get; set; }

    public string? OrderBy { get; set; }

    /// <summary>The most series of a metric that is split.</summary>
    public int? Size { get; set; }

    public QueryTimeRange? TimeRange { get; set; }
}
