using CloudWorkspaces.Runs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>Dismisses what has not begun and cancels what runs; gives how many items had not begun. Idempotent.</summary>
public sealed class StopBatch(BatchItemStore items, RunCancellation runs)
{
    [Function(nameof(StopBatch))]
    public async Task<int> RunAsync(
        [ActivityTrigger] BatchProgress progress, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var batch = progress.Batch;
        await items.UpdateAllAsync(batch, progress.Plan!.Total, item => Dismiss(item, progress.Round), cancellationToken);
        foreach (var index in progress.Running)
        {
            if (await items.FindAsync(batch, index, cancellationToken) is { State: BatchItemState.Running, Run: { } id })
            {
                await runs.TryCancelAsync(new RunReference(batch.Workspace, id), client, cancellationToken);
            }
        }

        return progress.Counts.Pending;
    }

    private static BatchItem Dismiss(BatchItem item, int round) => item.State is BatchItemState.Pending
        ? item with
        {
            State = BatchItemState.Dismissed,
            Round = round,
            Cause = RunCauses.Cancelled,
            Message = "The batch was stopped before this item began.",
        }
        : item;
}
