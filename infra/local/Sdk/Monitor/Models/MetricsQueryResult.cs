namespace Azure.Monitor.Query.Models;

public class MetricsQueryResult
{
    internal MetricsQueryResult(IReadOnlyList<MetricResult> metrics) => Metrics = metrics;

    public int? Cost { get; internal init; }

    public TimeSpan? Granularity { get; internal init; }

    public IReadOnlyList<MetricResult> Metrics { get; }

    public string? Namespace { get; internal init; }

    public string? ResourceRegion { get; internal init; }

    public QueryTimeRange TimeSpan { get; internal init; }

    /// <summary>Throws KeyNotFoundException if the answer has no such metric; names count with case.</summary>
    public MetricResult GetMetricByName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Metrics.FirstOrDefault(metric => metric.Name == name)
            ?? throw new KeyNotFoundException($"The answer has no metric '{name}'.");
    }
}
