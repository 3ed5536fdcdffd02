namespace Azure.Monitor.Query.Models;

/// <summary>An interval's values; null where nothing was measured or asked for.</summary>
public class MetricValue
{
    internal MetricValue(DateTimeOffset timeStamp) => TimeStamp = timeStamp;

    public double? Average { get; internal init; }

    public double? Count { get; internal init; }

    public double? Maximum { get; internal init; }

    public double? Minimum { get; internal init; }

    /// <summary>When the interval begins.</summary>
    public DateTimeOffset TimeStamp { get; }

    public double? Total { get; internal init; }

    public override string ToString() =>
        $"TimeStamp: {TimeStamp}, Average: {Average}, Minimum: {Minimum}, Maximum: {Maximum}, Total: {Total}, Count: {Count}";
}
