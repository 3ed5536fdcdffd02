namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>The input of the orchestration, which goes on from here when its history has become long.</summary>
public sealed record BatchProgress
{
    public required BatchReference Batch { get; init; }
    public required int Round { get; init; }

    /// <summary>Null until the orchestration has prepared itself.</summary>
    public BatchPlan? Plan { get; init; }

    /// <summary>All pending items before this index are in <see cref="Queue"/> or were started.</summary>
    public int Position { get; init; }

    /// <summary>Pending items that were found.</summary>
    public IReadOnlyList<int> Queue { get; init; } = [];

    /// <summary>Items whose runs are not over.</summary>
    public IReadOnlyList<int> Running { get; init; } = [];

    public BatchCounts Counts { get; init; } = new();

    /// <summary>Whether no item is started any more.</summary>
    public bool IsStopping { get; init; }
}
