using CloudWorkspaces.Local.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Timers;

/// <summary>All timer functions of the app.</summary>
internal sealed partial class TimerFunctions(
    FunctionCatalog catalog,
    FunctionInvoker invoker,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<TimerFunctions> logger) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <param name="statuses">Null when there is no storage to monitor schedules in.</param>
    public void Start(TimerStatusStore? statuses) =>
        _running = Task.WhenAll([.. catalog.With<TimerTriggerAttribute>().Select(function => RunAsync(function, statuses))]);

    /// <summary>No more firing; waits for what runs, until <paramref name="cancellationToken"/>.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(FunctionDescriptor function, TimerStatusStore? statuses)
    {
        try
        {
            var expression = Resolve(((TimerTriggerAttribute)function.Trigger).Schedule);
            var loop = new TimerLoop(function, TimerSchedule.Parse(expression), invoker, statuses, time, logger);
            await loop.RunAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception exception)
        {
            TimerStopped(logger, exception, function.Name);
        }
    }

    /// <summary>%NAME% is the setting NAME.</summary>
    private string Resolve(string schedule) => schedule is ['%', .. var name, '%']
        ? configuration[name] ?? throw new InvalidOperationException($"Setting {name}, a timer's schedule, is missing.")
        : schedule;

    [LoggerMessage(Level = LogLevel.Error, Message = "Timer function {Name} does not fire any more")]
    private static partial void TimerStopped(ILogger logger, Exception exception, string name);
}
