namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>An item is over.</summary>
public sealed record BatchItemSettled(int Index, BatchItemState State);
