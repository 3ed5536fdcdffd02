using CloudWorkspaces.Batches.Orchestration;
using CloudWorkspaces.Workspaces;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Batches;

/// <summary>The batches of a workspace, which are cancelled when it is deleted.</summary>
internal sealed class BatchWork(BatchStore store, BatchStarts starts, TimeProvider time) : IWorkspaceWork
{
    public async Task<int> StopAsync(string workspace, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var left = 0;
        await foreach (var active in store.ActiveAsync(cancellationToken).Where(active => active.Batch.Workspace == workspace))
        {
            var batch = await store.UpdateAsync(
                active.Batch,
                current => current.State is BatchState.Running
                    ? current with { CancelRequestedOn = current.CancelRequestedOn ?? time.GetUtcNow() }
                    : current,
                cancellationToken);
            if (batch is { State: BatchState.Running })
            {
                left++;
                await starts.TellAsync(
                    client, batch.Reference, batch.Round, BatchSignals.CancelRequested, payload: null, cancellationToken);
            }
        }

        return left;
    }
}
