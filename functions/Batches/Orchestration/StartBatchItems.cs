using System.Collections.Concurrent;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Workspaces;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>
/// Gives items their runs, and tells of those that were refused. Idempotent: the run's id is written before the run is made.
/// </summary>
public sealed class StartBatchItems(
    BatchStore store, BatchItemStore items, BatchRuns runs, TimeProvider time)
{
    private const int Parallel = 4;

    [Function(nameof(StartBatchItems))]
    public async Task<List<BatchItemSettled>> RunAsync(
        [ActivityTrigger] BatchStart start, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        var batch = start.Progress.Batch;
        if (await store.UpdateAsync(batch, current => current with { Counts = start.Progress.Counts }, cancellationToken) is not { } record)
        {
            return [.. start.Items.Select(index => new BatchItemSettled(index, BatchItemState.Dismissed))];
        }

        var common = await runs.CommonAsync(record, cancellationToken);
        ConcurrentBag<BatchItemSettled> settled = [];
        await System.Threading.Tasks.Parallel.ForEachAsync(
            start.Items,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                if (await StartAsync(record, index, common, client, token) is { State: not BatchItemState.Running } over)
                {
                    settled.Add(new BatchItemSettled(index, over.State));
                }
            });
        return [.. settled.OrderBy(item => item.Index)];
    }

    private async Task<BatchItem?> StartAsync(
        BatchRecord batch, int index, BatchCommon common, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var item = await items.UpdateAsync(
            batch.Reference,
            index,
            current => current.State is BatchItemState.Pending
                ? current with { State = BatchItemState.Running, Round = batch.Round, Run = RunId.New(time.GetUtcNow()).Value }
                : current,
            cancellationToken);
        if (item is not { State: BatchItemState.Running })
        {
            return item;
        }

        try
        {
            await runs.AcceptAsync(batch, item, common, client, cancellationToken);
            return item;
        }
        catch (ProblemException refusal) when (refusal.Problem.Status < 500)
        {
            return await items.UpdateAsync(
                batch.Reference,
                index,
                current => current.Run == item.Run && current.State is BatchItemState.Running
                    ? current with
                    {
                        State = BatchItemState.Failed,
                        Cause = BatchRuns.CauseOf(refusal.Problem),
                        Message = refusal.Problem.Detail,
                    }
                    : current,
                cancellationToken);
        }
    }
}
