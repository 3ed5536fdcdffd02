using CloudWorkspaces.Runs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>Looks which of the items that run are over: for ends that nobody has told of. Idempotent.</summary>
public sealed class CheckBatchItems(BatchStore store, BatchItemStore items, IRunStore runs, BatchRuns batchRuns, BatchEnds ends)
{
    [Function(nameof(CheckBatchItems))]
    public async Task<List<BatchItemSettled>> RunAsync(
        [ActivityTrigger] BatchProgress progress, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var record = await store.UpdateAsync(
            progress.Batch, current => current with { Counts = progress.Counts }, cancellationToken);
        List<BatchItemSettled> settled = [];
        foreach (var index in progress.Running)
        {
            if (await LookAsync(progress.Batch, record, index, client, cancellationToken) is { State: not BatchItemState.Running } item)
            {
                settled.Add(new BatchItemSettled(index, item.State));
            }
        }

        return settled;
    }

    private async Task<BatchItem?> LookAsync(
        BatchReference batch, BatchRecord? record, int index, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var item = await items.FindAsync(batch, index, cancellationToken);
        if (item is not { State: BatchItemState.Running, Run: { } id })
        {
            return item;
        }

        if (await runs.FindAsync(batch.Workspace, RunId.Parse(id), cancellationToken) is { } run)
        {
            return run.State.IsTerminal() ? await ends.WriteAsync(batch, index, run, cancellationToken) : item;
        }

        // Its start was cut off before the run was made.
        if (record is not null)
        {
            await batchRuns.AcceptAsync(
                record, item, await batchRuns.CommonAsync(record, cancellationToken), client, cancellationToken);
        }

        return item;
    }
}
