namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>What a container group costs: its flavor's price for the time in which it existed.</summary>
internal static class CostRules
{
    public static decimal Cost(decimal pricePerHour, TimeSpan time) =>
        time > TimeSpan.Zero ? pricePerHour * time.Ticks / TimeSpan.TicksPerHour : 0;

    /// <summary>A time cut at the months' ends; nothing for one that ends before it begins.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> ByMonth(DateTimeOffset from, DateTimeOffset to)
    {
        while (from < to)
        {
            var end = CostMonth.Of(from).End;
            yield return (from, end < to ? end : to);
            from = end;
        }
    }

    /// <summary>What a meter has come to within a month so far.</summary>
    public static (decimal Cost, TimeSpan Time) Within(CostMeter meter, CostMonth month, DateTimeOffset now)
    {
        var from = meter.From > month.Start ? meter.From : month.Start;
        var end = meter.To ?? now;
        var time = (end < month.End ? end : month.End) - from;
        return time > TimeSpan.Zero ? (Cost(meter.PricePerHour, time), time) : (0, TimeSpan.Zero);
    }
}
