using CloudWorkspaces.Runs.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>Starts batches that nobody takes care of, and removes what is left of those that were never completed.</summary>
public sealed partial class BatchJanitor(
    BatchStore store, BatchItemStore items, BatchStarts starts, TimeProvider time, ILogger<BatchJanitor> logger)
{
    /// <summary>A request that writes 10,000 items takes some seconds.</summary>
    private static readonly TimeSpan Unfinished = TimeSpan.FromMinutes(15);

    [Function(nameof(BatchJanitor))]
    public async Task RunAsync(
        [TimerTrigger("*/30 * * * * *", RunOnStartup = true)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        await foreach (var active in store.ActiveAsync(cancellationToken))
        {
            await RepairAsync(active, client, cancellationToken);
        }
    }

    private async Task RepairAsync(ActiveBatch active, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var batch = await store.FindAsync(active.Batch.Workspace, active.Batch.Id, cancellationToken);
        if (batch is { State: BatchState.Running })
        {
            var presence = await client.PresenceAsync(batch.Reference.InstanceId(batch.Round), cancellationToken);
            if (presence is not OrchestrationPresence.Active)
            {
                LogStarts(batch.Id.Value, presence);
                await starts.StartAsync(client, batch);
            }
        }
        else if (batch is not null)
        {
            await store.ForgetActiveAsync(active.Batch, cancellationToken);
        }
        else if (time.GetUtcNow() - active.Since > Unfinished)
        {
            LogRemoves(active.Batch.BatchId);
            await items.RemoveAsync(active.Batch, active.Total, cancellationToken);
            await store.ForgetActiveAsync(active.Batch, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "Starts batch {BatchId}, whose orchestration is {Presence}")]
    private partial void LogStarts(string batchId, OrchestrationPresence presence);

    [LoggerMessage(LogLevel.Information, "Removes the items of batch {BatchId}, which was never completed")]
    private partial void LogRemoves(string batchId);
}
