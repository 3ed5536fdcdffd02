namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>The input of <see cref="StartBatchItems"/>.</summary>
public sealed record BatchStart
{
    public required BatchProgress Progress { get; init; }

    /// <summary>Indexes.</summary>
    public required IReadOnlyList<int> Items { get; init; }
}
