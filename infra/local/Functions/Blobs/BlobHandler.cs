using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>
/// Sees one version of a blob through: attempts with waits of half a second, doubled each time, until one succeeds or
/// the version is poison. Every attempt is counted in the receipt before it begins, so that one cut off by a crash
/// counts as well; one that the host's stop has cancelled does not.
/// </summary>
internal sealed partial class BlobHandler(
    BlobFunction function,
    BlobContainerClient container,
    BlobReceipts receipts,
    PoisonQueue poison,
    BlobInvocation invocation,
    int threshold,
    StorageRetry retry,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);

    /// <summary>Does nothing for a version that was completed, is gone, or was overwritten.</summary>
    /// <param name="stopping">No more attempts, but for one that the receipt counts already.</param>
    /// <param name="abandon">Not even the receipt is written any more.</param>
    public async Task HandleAsync(BlobVersion version, CancellationToken stopping, CancellationToken abandon)
    {
        stopping.ThrowIfCancellationRequested();
        var found = await retry.ForeverAsync(token => OpenAsync(version, token), abandon);
        if (!found.Receipt.IsCompleted)
        {
            await AttemptAsync(version, found.Receipt.Attempts, found.IsNew ? 1 : found.Receipt.Attempts + 1, stopping, abandon);
            await retry.ForeverAsync(token => receipts.SaveAsync(version, BlobReceipt.Completed, token), abandon);
        }
    }

    private async Task<(BlobReceipt Receipt, bool IsNew)> OpenAsync(BlobVersion version, CancellationToken cancellationToken)
    {
        while (!await receipts.TryCreateAsync(version, cancellationToken))
        {
            if (await receipts.FindAsync(version, cancellationToken) is { } receipt)
            {
                return (receipt, false);
            }
        }

        return (BlobReceipt.First, true);
    }

    /// <summary>Returns when there is nothing left to do.</summary>
    /// <param name="counted">What the receipt says.</param>
    private async Task AttemptAsync(
        BlobVersion version, int counted, int attempt, CancellationToken stopping, CancellationToken abandon)
    {
        for (; ; attempt++)
        {
            var properties = await retry.ForeverAsync(
                token => BlobInvocation.FindAsync(container, version.Name, token), abandon);
            if (properties?.ETag.ToString("H") != version.ETag)
            {
                Skipped(logger, function.Function.Name, version.Name, version.ETag);
                return;
            }

            if (attempt > threshold)
            {
                await PoisonAsync(version, properties, abandon);
                return;
            }

            if (attempt != counted)
            {
                await SaveAsync(version, attempt, abandon);
            }

            try
            {
                await invocation.RunAsync(version.Name, properties);
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                await SaveAsync(version, attempt - 1, abandon);
                throw;
            }
            catch (Exception exception)
            {
                Failed(logger, exception, function.Function.Name, version.Name, attempt, threshold);
            }

            if (attempt < threshold)
            {
                await Task.Delay(FirstWait * Math.Pow(2, Math.Min(attempt - 1, 6)), time, stopping);
            }
        }
    }

    private Task SaveAsync(BlobVersion version, int attempts, CancellationToken cancellationToken) => retry.ForeverAsync(
        token => receipts.SaveAsync(version, new BlobReceipt(false, attempts), token), cancellationToken);

    private async Task PoisonAsync(BlobVersion version, BlobProperties properties, CancellationToken cancellationToken)
    {
        await retry.ForeverAsync(token => poison.SendAsync(version, properties.BlobType, token), cancellationToken);
        Poisoned(logger, function.Function.Name, version.Name, PoisonQueue.Name);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name}: blob {Blob} with ETag {ETag} is gone or was overwritten")]
    private static partial void Skipped(ILogger logger, string name, string blob, string eTag);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Name} failed for blob {Blob}, attempt {Attempt} of {Threshold}")]
    private static partial void Failed(ILogger logger, Exception exception, string name, string blob, int attempt, int threshold);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Name}: blob {Blob} is poison; a message is in {Queue}")]
    private static partial void Poisoned(ILogger logger, string name, string blob, string queue);
}
