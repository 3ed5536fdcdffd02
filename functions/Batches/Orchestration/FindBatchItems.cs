using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>The next items that are pending, in order; none when there are no more.</summary>
public sealed class FindBatchItems(BatchItemStore items)
{
    /// <summary>Bounds the orchestration's history.</summary>
    private const int Most = 200;

    [Function(nameof(FindBatchItems))]
    public async Task<List<int>> RunAsync([ActivityTrigger] BatchProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return await items.ReadAsync(progress.Batch, progress.Plan!.Total, progress.Position, cancellationToken)
            .Where(item => item.State is BatchItemState.Pending)
            .Select(item => item.Index)
            .Take(Most)
            .ToListAsync(cancellationToken);
    }
}
