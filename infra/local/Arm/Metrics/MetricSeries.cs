namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>One value over time, minute by minute. Samples come in the order of time.</summary>
internal sealed class MetricSeries
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<DateTimeOffset, Aggregate> _minutes = [];

    public void Add(DateTimeOffset at, double value, TimeSpan retention)
    {
        var minute = TimeGrains.Floor(at, TimeGrains.Minute);
        lock (_lock)
        {
            _minutes[minute] = _minutes.GetValueOrDefault(minute).With(Aggregate.Of(value));
            while (_minutes.Keys.First() is var oldest && oldest < minute - retention)
            {
                _minutes.Remove(oldest);
            }
        }
    }

    /// <summary>The minutes that begin at or after <paramref name="from"/> and before <paramref name="to"/>.</summary>
    public IReadOnlyList<KeyValuePair<DateTimeOffset, Aggregate>> Between(DateTimeOffset from, DateTimeOffset to)
    {
        lock (_lock)
        {
            return [.. _minutes.Where(minute => minute.Key >= from && minute.Key < to)];
        }
    }
}
