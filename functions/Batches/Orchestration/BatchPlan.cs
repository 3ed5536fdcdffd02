namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>What a batch's orchestration goes by: captured once.</summary>
public sealed record BatchPlan
{
    /// <summary>Whether there is nothing to do any more.</summary>
    public bool IsClosed { get; init; }

    public bool IsCancelled { get; init; }
    public int Total { get; init; }
    public int Concurrency { get; init; }
    public bool FailFast { get; init; }

    /// <summary>Where the items stand.</summary>
    public BatchCounts Counts { get; init; } = new();

    /// <summary>Items that have a run which may not be over.</summary>
    public IReadOnlyList<int> Running { get; init; } = [];
}
