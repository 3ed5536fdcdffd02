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
            try
            {
                await mounts.SettleAsync();
            }
            catch (Exception exception) when (exception is ProvisioningException or IOException)
            {
                LogFailure(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "Shares could not be looked after")]
    private partial void LogFailure(Exception exception);
}
