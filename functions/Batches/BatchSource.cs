using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Batches;

/// <summary>What the runs of a batch have in common, kept as a blob.</summary>
public sealed record BatchSource
{
    /// <summary>As <see cref="RunRecord.Notebook"/>.</summary>
    public required string Notebook { get; init; }

    /// <summary>Its parameters are those that an item does not set.</summary>
    public required RunRequest Request { get; init; }
}
