namespace CloudWorkspaces.Benchmarks;

/// <summary>Elapsed times, and their medians: single figures of a shared machine say little.</summary>
internal static class Timing
{
    public static double Since(long start) => TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;

    public static async Task<double> MillisecondsAsync(Func<Task> action)
    {
        var start = TimeProvider.System.GetTimestamp();
        await action();
        return Since(start);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>By the nearest rank.</summary>
    public static double Percentile(IReadOnlyCollection<double> values, int percent) =>
        values.Order().ElementAt((int)Math.Ceiling(values.Count * percent / 100.0) - 1);

    public static string Summary(IEnumerable<double> values)
    {
        var list = values.ToList();
        return $"{Median(list),7:0} ({list.Min():0}-{list.Max():0})";
    }

    /// <summary>For times of a few milliseconds.</summary>
    public static string Precise(IReadOnlyCollection<double> values) =>
        $"{Median(values),7:0.0} ({values.Min():0.0}-{values.Max():0.0})";
}
