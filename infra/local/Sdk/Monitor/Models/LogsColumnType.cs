namespace Azure.Monitor.Query.Models;

/// <summary>The type of a column.</summary>
public readonly struct LogsColumnType : IEquatable<LogsColumnType>
{
    private readonly string _value;

    public LogsColumnType(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static LogsColumnType Bool { get; } = new("bool");
    public static LogsColumnType Datetime { get; } = new("datetime");
    public static LogsColumnType Decimal { get; } = new("decimal");
    public static LogsColumnType Dynamic { get; } = new("dynamic");
    public static LogsColumnType Guid { get; } = new("guid");
    public static LogsColumnType Int { get; } = new("int");
    public static LogsColumnType Long { get; } = new("long");
    public static LogsColumnType Real { get; } = new("real");
    public static LogsColumnType String { get; } = new("string");
    public static LogsColumnType Timespan { get; } = new("timespan");

    public static bool operator ==(LogsColumnType left, LogsColumnType right) => left.Equals(right);

    public static bool operator !=(LogsColumnType left, LogsColumnType right) => !left.Equals(right);

    public static implicit operator LogsColumnType(string value) => new(value);

    public bool Equals(LogsColumnType other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is LogsColumnType other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    public override string ToString() => _value;
}
