using CloudWorkspaces.Local.Functions.Admin;
using CloudWorkspaces.Local.Functions.Blobs;
using CloudWorkspaces.Local.Functions.Engine;
using CloudWorkspaces.Local.Functions.Storage;
using CloudWorkspaces.Local.Functions.Timers;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Local.Functions.Hosting;

/// <summary>Starts what the task hub needs before requests are served, and stops it after the last one.</summary>
internal sealed class HubHost(
    HubConnection connection,
    TimerFunctions timers,
    BlobFunctions blobs,
    ManualRuns runs,
    IHostApplicationLifetime lifetime) : IHostedService
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(8);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (connection.Hub is { } hub)
        {
            await hub.Retry.ForeverAsync(hub.Storage.CreateAsync, cancellationToken);
            await hub.Lease.AcquireAsync(
                () =>
                {
                    hub.Engine.Abandon();
                    lifetime.StopApplication();
                },
                cancellationToken);
            await hub.Engine.StartAsync(cancellationToken);
            lifetime.ApplicationStopping.Register(hub.Engine.Drain);
        }

        lifetime.ApplicationStopping.Register(blobs.Drain);
        lifetime.ApplicationStarted.Register(blobs.Start);
        lifetime.ApplicationStarted.Register(() => timers.Start(
            connection.Hub is { } found ? new TimerStatusStore(found.Storage, found.Retry) : null));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StopTimeout);
        await timers.StopAsync(limit.Token);
        await blobs.StopAsync(limit.Token);
        await runs.StopAsync(limit.Token);
        if (connection.Hub is { } hub)
        {
            await hub.Engine.StopAsync(limit.Token);
            await hub.Lease.DisposeAsync();
        }
    }
}
