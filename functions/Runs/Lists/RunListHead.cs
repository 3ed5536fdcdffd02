using Azure;

namespace CloudWorkspaces.Runs.Lists;

/// <summary>The newest part of a list, which everything is written to first.</summary>
internal sealed record RunListHead
{
    /// <summary>The newest id that chunks hold; null while there is no chunk.</summary>
    public RunId? Floor { get; init; }

    public ETag? FloorTag { get; init; }

    /// <summary>Newest first; those that came late are below the floor.</summary>
    public required IReadOnlyList<RunListEntry> Entries { get; init; }
}
