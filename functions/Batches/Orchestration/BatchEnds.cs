using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>Writes what became of an item when its run is over, and tells the batch.</summary>
public sealed class BatchEnds(BatchItemStore items, BatchStarts starts, IRunDocuments documents) : IRunFollower
{
    public async Task SettledAsync(RunRecord run, DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run is not { Batch: { } id, BatchItem: { } index })
        {
            return;
        }

        var batch = new BatchReference(run.Workspace, id);
        if (await WriteAsync(batch, index, run, cancellationToken) is { State: not BatchItemState.Running } item &&
            item.Run == run.Id.Value)
        {
            var settled = new BatchItemSettled(index, item.State);
            await starts.TellAsync(client, batch, item.Round, BatchSignals.ItemSettled, settled, cancellationToken);
        }
    }

    /// <summary>The item after it; the first end counts, and that of an earlier round does not.</summary>
    internal async Task<BatchItem?> WriteAsync(
        BatchReference batch, int index, RunRecord run, CancellationToken cancellationToken)
    {
        var status = await documents.StatusAsync(
            new RunAttempt(new RunReference(run.Workspace, run.Id.Value), run.Attempt), cancellationToken);
        return await items.UpdateAsync(
            batch,
            index,
            item => item.Run == run.Id.Value && item.State is BatchItemState.Running
                ? item with
                {
                    State = StateOf(run.State),
                    Cause = run.Cause?.Code,
                    Message = run.State is RunState.Succeeded ? null : run.Cause?.Message,
                    Results = status?.Records?.ToJsonString(),
                    Seconds = (run.EndedOn - run.StartedOn)?.TotalSeconds,
                }
                : item,
            cancellationToken);
    }

    private static BatchItemState StateOf(RunState state) => state switch
    {
        RunState.Succeeded => BatchItemState.Succeeded,
        RunState.Dismissed => BatchItemState.Dismissed,
        _ => BatchItemState.Failed,
    };
}
