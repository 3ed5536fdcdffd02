namespace Azure.Monitor.Query.Models;

/// <summary>The unit of a metric.</summary>
public readonly struct MetricUnit : IEquatable<MetricUnit>
{
    private readonly string _value;

    public MetricUnit(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static MetricUnit Bytes { get; } = new("Bytes");
    public static MetricUnit BytesPerSecond { get; } = new("BytesPerSecond");
    public static MetricUnit Count { get; } = new("Count");
    public static MetricUnit MilliCores { get; } = new("MilliCores");
    public static MetricUnit Percent { get; } = new("Percent");
    public static MetricUnit Seconds { get; } = new("Seconds");
    public static MetricUnit Unspecified { get; } = new("Unspecified");

    public static bool operator ==(MetricUnit left, MetricUnit right) => left.Equals(right);

    public static bool operator !=(MetricUnit left, MetricUnit right) => !left.Equals(right);

    public static implicit operator MetricUnit(string value) => new(value);

    public bool Equals(MetricUnit other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is MetricUnit other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    public override string ToString() => _value;
}
