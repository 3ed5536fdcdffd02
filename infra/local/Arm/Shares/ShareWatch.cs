using CloudWorkspaces.Local.Arm.Groups;

namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>Looks after the mounts, from when the groups of an earlier emulator have been found.</summary>
internal sealed partial class ShareWatch(ShareMounts mounts, TimeProvider time, ILogger<ShareWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await TryAsync(mounts.SettleAsync);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(mounts.EndAsync);
    }

    private async Task TryAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (exception is ProvisioningException or IOException)
        {
            LogFailure(exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "Shares could not be looked after")]
    private partial void LogFailure(Exception exception);
}
