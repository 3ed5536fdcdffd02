using CloudWorkspaces.Local.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Timers;

/// <summary>
/// Fires one timer function. Its status is written after each occurrence, so that an occurrence missed or cut off while
/// the host was away is made up for once, and none that ended is fired again.
/// </summary>
internal sealed partial class TimerLoop(
    FunctionDescriptor function,
    TimerSchedule schedule,
    FunctionInvoker invoker,
    TimerStatusStore? statuses,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>The clock's timers cannot be set further ahead than some weeks.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimerTriggerAttribute _trigger = (TimerTriggerAttribute)function.Trigger;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var monitor = _trigger.UseMonitor && schedule.CanBeMonitored(Now()) ? statuses : null;
        var status = monitor is null ? null : await monitor.FindAsync(function.Name, cancellationToken);
        var next = status?.Next ?? schedule.Next(Now());
        if (monitor is not null && status is null)
        {
            status = new ScheduleStatus { Next = next, LastUpdated = Now() };
            await monitor.SaveAsync(function.Name, status, cancellationToken);
        }

        var due = schedule.Next(Now());
        if (next > due)
        {
            // The schedule was changed since.
            next = due;
        }

        var pastDue = status is not null && next <= Now();
        if (pastDue || _trigger.RunOnStartup)
        {
            next = await FireAsync(Now(), pastDue, status, monitor, cancellationToken);
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            await WaitUntilAsync(next, cancellationToken);
            next = await FireAsync(next, pastDue: false, status, monitor, cancellationToken);
        }
    }

    private DateTime Now() => time.GetUtcNow().UtcDateTime;

    private async Task WaitUntilAsync(DateTime due, CancellationToken cancellationToken)
    {
        for (var now = Now(); now < due; now = Now())
        {
            var wait = due - now + TimeSpan.FromMilliseconds(1);
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellationToken);
        }
    }

    /// <summary>Returns when the function fires next.</summary>
    private async Task<DateTime> FireAsync(
        DateTime occurrence, bool pastDue, ScheduleStatus? status, TimerStatusStore? monitor, CancellationToken cancellationToken)
    {
        var info = new TimerInfo { IsPastDue = pastDue, ScheduleStatus = status };
        try
        {
            await invoker.InvokeAsync(function, new InvocationState { Trigger = info }, CancellationToken.None);
        }
        catch (Exception exception)
        {
            TimerFailed(logger, exception, function.Name);
        }

        // Occurrences that passed while it ran are skipped.
        var now = Now();
        var next = schedule.Next(now > occurrence ? now : occurrence);
        if (monitor is not null)
        {
            status!.Last = occurrence;
            status.Next = next;
            status.LastUpdated = now;
            await monitor.SaveAsync(function.Name, status, cancellationToken);
        }

        return next;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Timer function {Name} failed")]
    private static partial void TimerFailed(ILogger logger, Exception exception, string name);
}
