using System.Xml;

namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>The intervals that values are told in.</summary>
internal static class TimeGrains
{
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_525);

    public static readonly IReadOnlyList<TimeSpan> All =
    [
        Minute, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromDays(1),
    ];

    public static DateTimeOffset Floor(DateTimeOffset at, TimeSpan grain) => new(at.UtcTicks - at.UtcTicks % grain.Ticks, TimeSpan.Zero);

    public static string Text(TimeSpan grain) => XmlConvert.ToString(grain);

    /// <summary>Null for what is no ISO 8601 duration, is not positive or is longer than a century.</summary>
    public static TimeSpan? Duration(string text)
    {
        try
        {
            var duration = XmlConvert.ToTimeSpan(text);
            return duration > TimeSpan.Zero && duration < Longest ? duration : null;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }
}
