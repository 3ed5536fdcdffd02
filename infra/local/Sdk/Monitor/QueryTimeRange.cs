using System.Globalization;
using System.Xml;

namespace Azure.Monitor.Query;

/// <summary>A span of time, by two of start, duration and end, or a duration that ends now.</summary>
public readonly struct QueryTimeRange : IEquatable<QueryTimeRange>
{
    public QueryTimeRange(TimeSpan duration) => Duration = duration;

    public QueryTimeRange(TimeSpan duration, DateTimeOffset end) => (Duration, End) = (duration, end);

    public QueryTimeRange(DateTimeOffset start, TimeSpan duration) => (Start, Duration) = (start, duration);

    public QueryTimeRange(DateTimeOffset start, DateTimeOffset end) => (Duration, Start, End) = (end - start, start, end);

    public static QueryTimeRange All { get; } = new(TimeSpan.MaxValue);

    public TimeSpan Duration { get; }

    public DateTimeOffset? End { get; }

    public DateTimeOffset? Start { get; }

    public static bool operator ==(QueryTimeRange left, QueryTimeRange right) => left.Equals(right);

    public static bool operator !=(QueryTimeRange left, QueryTimeRange right) => !left.Equals(right);

    public static implicit operator QueryTimeRange(TimeSpan timeSpan) => new(timeSpan);

    public bool Equals(QueryTimeRange other) => (Duration, Start, End) == (other.Duration, other.Start, other.End);

    public override bool Equals(object? obj) => obj is QueryTimeRange other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Duration, Start, End);

    public override string ToString() => Interval;

    /// <summary>As ISO 8601 writes it.</summary>
    internal string Interval => (Start, End) switch
    {
        ({ } start, { } end) => $"{Time(start)}/{Time(end)}",
        ({ } start, null) => $"{Time(start)}/{XmlConvert.ToString(Duration)}",
        (null, { } end) => $"{XmlConvert.ToString(Duration)}/{Time(end)}",
        _ => XmlConvert.ToString(Duration),
    };

    internal static QueryTimeRange Parse(string interval)
    {
        var parts = interval.Split('/');
        return parts.Length == 2
            ? new QueryTimeRange(
                DateTimeOffset.Parse(parts[0], CultureInfo.InvariantCulture),
                DateTimeOffset.Parse(parts[1], CultureInfo.InvariantCulture))
            : new QueryTimeRange(XmlConvert.ToTimeSpan(interval));
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
