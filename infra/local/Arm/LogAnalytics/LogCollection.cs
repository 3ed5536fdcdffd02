using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>Collects as long as the emulator runs.</summary>
internal sealed class LogCollection(
    LogCollector collector, TimeProvider time, IOptions<LogAnalyticsOptions> options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await collector.CollectAsync(workspace: null);
        }
    }
}
