namespace Azure.Monitor.Query;

/// <summary>Whom tokens for metrics are for.</summary>
public readonly struct MetricsQueryAudience : IEquatable<MetricsQueryAudience>
{
    private readonly string _value;

    public MetricsQueryAudience(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static MetricsQueryAudience AzureChina { get; } = new("https://management.chinacloudapi.cn");
    public static MetricsQueryAudience AzureGovernment { get; } = new("https://management.usgovcloudapi.net");
    public static MetricsQueryAudience AzurePublicCloud { get; } = new("https://management.azure.com");

    public static bool operator ==(MetricsQueryAudience left, MetricsQueryAudience right) => left.Equals(right);

    public static bool operator !=(MetricsQueryAudience left, MetricsQueryAudience right) => !left.Equals(right);

    public static implicit operator MetricsQueryAudience(string value) => new(value);

    public bool Equals(MetricsQueryAudience other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is MetricsQueryAudience other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    public override string ToString() => _value;
}
