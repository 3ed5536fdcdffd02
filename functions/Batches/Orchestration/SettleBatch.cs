using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>Writes the batch's end. Idempotent.</summary>
public sealed class SettleBatch(BatchStore store, TimeProvider time)
{
    [Function(nameof(SettleBatch))]
    public async Task RunAsync([ActivityTrigger] BatchProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        await store.UpdateAsync(
            progress.Batch,
            current => current.State is BatchState.Running && current.Round == progress.Round
                ? current with
                {
                    State = BatchRules.EndOf(progress, current.CancelRequestedOn is not null),
                    Counts = progress.Counts,
                    EndedOn = time.GetUtcNow(),
                }
                : current,
            cancellationToken);
        await store.ForgetActiveAsync(progress.Batch, cancellationToken);
    }
}
