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

    /// <summary>How long after a renewal this host may write.</summary>
    private static readonly TimeSpan Safe = Duration - HubStorage.NetworkTimeout;

    /// <summary>Which lease its holder has, beside who it is.</summary>
    private const string LeaseName = "lease";

    private readonly string _id = Guid.NewGuid().ToString();
    private readonly HostIdentity _self = HostIdentity.Current();
    private readonly CancellationTokenSource _stop = new();
    private readonly BlobClient _blob = storage.LeaseContainer.GetBlobClient("host");
    private bool _held;
    private Task _renewing = Task.CompletedTask;

    /// <summary>Waits until this host holds the hub.</summary>
    /// <param name="lost">Called once if another host has taken it since; by then this one has ceased to write.</param>
    public async Task AcquireAsync(Action lost, CancellationToken cancellationToken)
    {
        var told = false;
        while (!await retry.ForeverAsync(TryAcquireAsync, cancellationToken))
        {
            var blob = await retry.ForeverAsync(PropertiesAsync, cancellationToken);
            var holder = HostIdentity.Parse(blob.Metadata);
            if (holder?.IsDead(_self) ?? false)
            {
                await retry.ForeverAsync(token => BreakAsync(blob.ETag, token), cancellationToken);
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
        if (_held)
        {
            _held = false;
            try
            {
                await Lease.ReleaseAsync();
            }
            catch (Exception exception) when (exception is RequestFailedException or AggregateException)
            {
                // It ends by itself, or is broken by the next host.
            }
        }

        _stop.Dispose();
    }

    private BlobLeaseClient Lease => _blob.GetBlobLeaseClient(_id);

    /// <summary>Repeated after a lost answer it finds its own lease, which bears its id.</summary>
    private async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        try
        {
            var asked = time.GetTimestamp();
            await Lease.AcquireAsync(Duration, cancellationToken: cancellationToken);
            var metadata = _self.ToMetadata();
            metadata[LeaseName] = _id;
            await _blob.SetMetadataAsync(metadata, new BlobRequestConditions { LeaseId = _id }, cancellationToken);
            storage.Fence.Open(asked, Safe);
            return _held = true;
        }
        catch (RequestFailedException exception) when (exception.Status == (int)HttpStatusCode.NotFound)
        {
            await _blob.UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);
            return await TryAcquireAsync(cancellationToken);
        }
        catch (RequestFailedException exception) when (IsRefusal(exception))
        {
            return false;
        }
    }

    private async Task<BlobProperties> PropertiesAsync(CancellationToken cancellationToken) =>
        await _blob.GetPropertiesAsync(cancellationToken: cancellationToken);

    /// <param name="read">As it was when its holder was seen to be dead: another may have come in between.</param>
    private async Task BreakAsync(ETag read, CancellationToken cancellationToken)
    {
        try
        {
            await _blob.GetBlobLeaseClient().BreakAsync(
                TimeSpan.Zero, new BlobRequestConditions { IfMatch = read }, cancellationToken);
        }
        catch (RequestFailedException exception) when (IsRefusal(exception))
        {
            // It has just ended by itself, or has another holder.
        }
    }

    private async Task RenewAsync(Action lost)
    {
        try
        {
            using var timer = new PeriodicTimer(RenewEvery, time);
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (!await retry.ForeverAsync(TryRenewAsync, _stop.Token)
                    && !await retry.ForeverAsync(TryRegainAsync, _stop.Token))
                {
                    _held = false;
                    storage.Fence.Close();
                    Lost(logger, storage.Names.Hub);
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
            var asked = time.GetTimestamp();
            await Lease.RenewAsync(cancellationToken: cancellationToken);
            storage.Fence.Open(asked, Safe);
            return true;
        }
        catch (RequestFailedException exception) when (
            IsRefusal(exception) || exception.Status == (int)HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary>False when another host has held the hub since: what this one has in memory is out of date.</summary>
    private async Task<bool> TryRegainAsync(CancellationToken cancellationToken)
    {
        try
        {
            var blob = await PropertiesAsync(cancellationToken);
            if (!blob.Metadata.TryGetValue(LeaseName, out var holder) || holder != _id)
            {
                return false;
            }

            // The condition holds as long as no other holder has put its name in.
            var asked = time.GetTimestamp();
            var unchanged = new RequestConditions { IfMatch = blob.ETag };
            await Lease.AcquireAsync(Duration, unchanged, cancellationToken);
            storage.Fence.Open(asked, Safe);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == (int)HttpStatusCode.NotFound)
        {
            return false;
        }
        catch (RequestFailedException exception) when (IsRefusal(exception))
        {
            throw new IOException("The lease is another's, which has not put its name in yet.", exception);
        }
    }

    private static bool IsRefusal(RequestFailedException exception) =>
        exception.Status is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.PreconditionFailed;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Task hub {Hub} is held by another host (process {ProcessId}); this one waits until that ends")]
    private static partial void HeldByAnother(ILogger logger, string hub, int processId);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The lease of task hub {Hub} is lost, most likely to another host; this one stops")]
    private static partial void Lost(ILogger logger, string hub);
}
