using Azure.Data.Tables;

namespace CloudWorkspaces.Runs.Lists;

/// <summary>A part of a list that is not its head: the entries from one id up to the next newer chunk's.</summary>
internal sealed record RunChunk
{
    /// <summary>What is older than every chunk. It has no row, and mostly no entry.</summary>
    public static RunChunk Oldest { get; } = new() { Low = RunId.Lowest, High = RunId.Lowest, Name = "oldest", Count = 0 };

    public required RunId Low { get; init; }

    /// <summary>The newest entry that it was written with.</summary>
    public required RunId High { get; init; }

    public required string Name { get; init; }

    public required int Count { get; init; }

    public bool HasRow => Name != Oldest.Name;

    public TableEntity ToEntity(string list) => new(list, RunListKeys.ChunkRow(Low))
    {
        [nameof(High)] = High.Value,
        [nameof(Name)] = Name,
        [nameof(Count)] = Count,
    };

    public static RunChunk FromEntity(TableEntity entity) => new()
    {
        Low = RunKeys.Revert(entity.RowKey[RunListKeys.Chunks.Length..]),
        High = RunId.Parse(entity.GetString(nameof(High))),
        Name = entity.GetString(nameof(Name)),
        Count = entity.GetInt32(nameof(Count))!.Value,
    };
}
