namespace Azure.Monitor.Query.Models;

public class MetricResult
{
    internal MetricResult(string name, IReadOnlyList<MetricTimeSeriesElement> timeSeries) =>
        (Name, TimeSeries) = (name, timeSeries);

    public string? Description { get; internal init; }

    public ResponseError? Error { get; internal init; }

    public string? Id { get; internal init; }

    public string Name { get; }

    public string? ResourceType { get; internal init; }

    public IReadOnlyList<MetricTimeSeriesElement> TimeSeries { get; }

    public MetricUnit Unit { get; internal init; }
}
