using System.Net;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>
/// Keeps a second host off a task hub. The lease of a process of this machine that is dead is broken at once; that of
/// another machine is waited for.
/// </summary>
internal sealed partial class HubLease(
    HubStorage storage, StorageRetry retry, TimeProvider time, ILogger<HubLease> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    private readonly HostIdentity _self = HostIdentity.Current();
    private readonly CancellationTokenSource _stop = new();
    private readonly BlobClient _blob = storage.Container.GetBlobClient("host");
    private BlobLeaseClient? _lease;
    private Task _renewing = Task.CompletedTask;

    /// <summary>Waits until this host holds the hub.</summary>
    /// <param name="lost">Called once if another host has taken it.</param>
    public async Task AcquireAsync(Action lost, CancellationToken cancellationToken)
    {
        var told = false;
        while (!await retry.ForeverAsync(TryAcquireAsync, cancellationToken))
        {
            var holder = await retry.ForeverAsync(HolderAsync, cancellationToken);
            if (holder?.IsDead(_self) ?? false)
            {
                await retry.ForeverAsync(BreakAsync, cancellationToken);
                continue;
            }

            if (!told)
            {
                told = true;
                HeldByAnother(logger, storage.Names.Hub, holder?.ProcessId ?? 0);
            }

            await Task.Delay(AskEvery, time, cancellationToken);
        }

        _renewing = RenewAsync(lost);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
        if (_lease is { } lease)
        {
            _lease = null;
            try
            {
                await lease.ReleaseAsync();
            }
            catch (Exception exception) when (exception is RequestFailedException or AggregateException)
            {
                // It ends by itself, or is broken by the next host.
            }
        }

        _stop.Dispose();
    }

    private async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        try
        {
            var lease = _blob.GetBlobLeaseClient();
            await lease.AcquireAsync(Duration, cancellationToken: cancellationToken);
            var mine = new BlobRequestConditions { LeaseId = lease.LeaseId };
            await _blob.SetMetadataAsync(_self.ToMetadata(), mine, cancellationToken);
            _lease = lease;
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == (int)HttpStatusCode.NotFound)
        {
            await _blob.UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);
            return await TryAcquireAsync(cancellationToken);
        }
        catch (RequestFailedException exception) when (
            exception.Status is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
    }

    private async Task<HostIdentity?> HolderAsync(CancellationToken cancellationToken)
    {
        var properties = await _blob.GetPropertiesAsync(cancellationToken: cancellationToken);
        return HostIdentity.Parse(properties.Value.Metadata);
    }

    private async Task BreakAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == (int)HttpStatusCode.Conflict)
        {
            // It has just ended by itself.
        }
    }

    private async Task RenewAsync(Action lost)
    {
        try
        {
            while (true)
            {
                await Task.Delay(RenewEvery, time, _stop.Token);
                if (!await retry.ForeverAsync(TryRenewAsync, _stop.Token)
                    && !await retry.ForeverAsync(TryAcquireAsync, _stop.Token))
                {
                    Lost(logger, storage.Names.Hub);
                    _lease = null;
                    lost();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<bool> TryRenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _lease!.RenewAsync(cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (
            exception.Status is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.PreconditionFailed
                or (int)HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Task hub {Hub} is held by another host (process {ProcessId}); this one waits until that ends")]
    private static partial void HeldByAnother(ILogger logger, string hub, int processId);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Another host has taken task hub {Hub}; this one stops")]
    private static partial void Lost(ILogger logger, string hub);
}
