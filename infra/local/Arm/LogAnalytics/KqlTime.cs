using System.Globalization;

namespace CloudWorkspaces.Local.Arm.LogAnalytics;

internal static class KqlTime
{
    /// <summary>The literal 1.5h and its like; null for an unknown unit or too long a time.</summary>
    public static TimeSpan? Span(string number, string unit)
    {
        long? ticks = unit switch
        {
            "d" or "day" or "days" => TimeSpan.TicksPerDay,
            "h" or "hr" or "hrs" or "hour" or "hours" => TimeSpan.TicksPerHour,
            "m" or "min" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
            "s" or "sec" or "second" or "seconds" => TimeSpan.TicksPerSecond,
            "ms" or "milli" or "millis" => TimeSpan.TicksPerMillisecond,
            _ => null,
        };
        var total = double.Parse(number, CultureInfo.InvariantCulture) * ticks;
        return total < TimeSpan.MaxValue.Ticks ? TimeSpan.FromTicks((long)total) : null;
    }
}
