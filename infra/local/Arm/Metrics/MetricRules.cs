namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>Makes the answer's series of what was measured.</summary>
internal static class MetricRules
{
    /// <summary>The series of a metric: one of all containers, or one a container if the query splits them.</summary>
    /// <param name="until">Minutes that are not over by then are told as far as they go; later ones are not told.</param>
    public static IReadOnlyList<(string? Container, IReadOnlyList<MetricPoint> Points)> Series(
        GroupMetrics metrics, MetricKind kind, MetricQuery query, DateTimeOffset until)
    {
        var known = metrics.Of(kind);
        if (query.Filter is not { } filter)
        {
            return [(null, Points([.. known.Select(one => one.Series)], query, until))];
        }

        return
        [
            .. known.Where(one => filter.Takes(one.Container))
                .Select(one => ((string?)one.Container, Points([one.Series], query, until)))
                .Where(one => one.Item2.Any(point => point.Values.Count > 0))
                .Take(query.Top),
        ];
    }

    private static List<MetricPoint> Points(IReadOnlyList<MetricSeries> series, MetricQuery query, DateTimeOffset until)
    {
        var grain = query.Interval ?? query.To - query.From;
        var start = query.Interval is null ? query.From : TimeGrains.Floor(query.From, grain);
        var minutes = series
            .SelectMany(one => one.Between(TimeGrains.Floor(start, TimeGrains.Minute), Earlier(query.To, until)))
            .ToLookup(minute => (minute.Key - start).Ticks < 0 ? 0 : (minute.Key - start).Ticks / grain.Ticks, minute => minute.Value);
        var points = new List<MetricPoint>();
        for (var (at, index) = (start, 0L); at < query.To; at += grain, index++)
        {
            points.Add(new MetricPoint(at, minutes[index].Aggregate(default(Aggregate), (sum, minute) => sum.With(minute))));
        }

        return points;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

/// <param name="Values">Of no samples if nothing was measured.</param>
internal sealed record MetricPoint(DateTimeOffset At, Aggregate Values);
