using System.Globalization;
using NCrontab;

namespace CloudWorkspaces.Local.Functions.Timers;

/// <summary>When a timer function fires: a cron expression (UTC) or a fixed interval.</summary>
internal sealed class TimerSchedule
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private TimerSchedule(CrontabSchedule? cron, TimeSpan interval) => (_cron, _interval) = (cron, interval);

    /// <exception cref="FormatException">Neither a cron expression of five or six fields nor a TimeSpan.</exception>
    public static TimerSchedule Parse(string expression)
    {
        if (TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero)
        {
            return new TimerSchedule(null, interval);
        }

        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 };
        var cron = CrontabSchedule.TryParse(expression, options)
            ?? throw new FormatException($"\"{expression}\" is neither a cron expression nor an interval.");
        return new TimerSchedule(cron, TimeSpan.Zero);
    }

    public DateTime Next(DateTime after) => _cron?.GetNextOccurrence(after) ?? after + _interval;

    /// <summary>True when the status is worth keeping: the official extension does not monitor shorter intervals.</summary>
    public bool CanBeMonitored(DateTime now)
    {
        var first = Next(now);
        return Next(first) - first >= Minute;
    }
}
