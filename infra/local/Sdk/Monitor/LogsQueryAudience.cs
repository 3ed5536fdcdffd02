namespace Azure.Monitor.Query;

/// <summary>Whom tokens for logs are for.</summary>
public readonly struct LogsQueryAudience : IEquatable<LogsQueryAudience>
{
    private readonly string _value;

    public LogsQueryAudience(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static LogsQueryAudience AzureChina { get; } = new("https://api.loganalytics.azure.cn");
    public static LogsQueryAudience AzureGovernment { get; } = new("https://api.loganalytics.us");
    public static LogsQueryAudience AzurePublicCloud { get; } = new("https://api.loganalytics.io");

    public static bool operator ==(LogsQueryAudience left, LogsQueryAudience right) => left.Equals(right);

    public static bool operator !=(LogsQueryAudience left, LogsQueryAudience right) => !left.Equals(right);

    public static implicit operator LogsQueryAudience(string value) => new(value);

    public bool Equals(LogsQueryAudience other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is LogsQueryAudience other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    public override string ToString() => _value;
}
