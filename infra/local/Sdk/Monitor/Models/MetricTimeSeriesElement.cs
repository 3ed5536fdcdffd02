namespace Azure.Monitor.Query.Models;

public class MetricTimeSeriesElement
{
    internal MetricTimeSeriesElement(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<MetricValue> values) =>
        (Metadata, Values) = (metadata, values);

    /// <summary>The values of the dimensions that the metric is split by, under their names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    public IReadOnlyList<MetricValue> Values { get; }
}
