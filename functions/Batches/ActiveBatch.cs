namespace CloudWorkspaces.Batches;

/// <summary>A batch that is not over, or that was never completed.</summary>
/// <param name="Batch">Which.</param>
/// <param name="Total">How many items it has.</param>
/// <param name="Since">Since when.</param>
internal sealed record ActiveBatch(BatchReference Batch, int Total, DateTimeOffset Since);
