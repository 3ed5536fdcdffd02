using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>
/// Finds out where a batch stands; in a later round, what has not succeeded is pending again. Idempotent.
/// </summary>
public sealed class PrepareBatch(BatchStore store, BatchItemStore items)
{
    [Function(nameof(PrepareBatch))]
    public async Task<BatchPlan> RunAsync([ActivityTrigger] BatchReference batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var record = await store.FindAsync(batch.Workspace, batch.Id, cancellationToken);
        if (record is null or { State: not BatchState.Running })
        {
            return new BatchPlan { IsClosed = true };
        }

        if (record.Round > 1)
        {
            await items.UpdateAllAsync(batch, record.Total, item => Again(item, record.Round), cancellationToken);
        }

        var counts = new BatchCounts();
        List<int> running = [];
        await foreach (var item in items.ReadAsync(batch, record.Total, 0, cancellationToken))
        {
            counts = counts.Move(BatchItemState.Pending, item.State);
            if (item.State is BatchItemState.Running)
            {
                running.Add(item.Index);
            }
        }

        return new BatchPlan
        {
            IsCancelled = record.CancelRequestedOn is not null,
            Total = record.Total,
            Concurrency = record.Concurrency,
            FailFast = record.FailFast,
            Counts = counts with { Pending = counts.Pending + record.Total },
            Running = running,
        };
    }

    private static BatchItem Again(BatchItem item, int round) =>
        item.Round < round && item.State is (BatchItemState.Failed or BatchItemState.Dismissed)
            ? new BatchItem { Index = item.Index, State = BatchItemState.Pending, Parameters = item.Parameters, Round = round }
            : item;
}
