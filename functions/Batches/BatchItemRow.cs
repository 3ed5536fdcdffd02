using Azure.Data.Tables;

namespace CloudWorkspaces.Batches;

/// <summary>An item as a table entity, and back.</summary>
internal static class BatchItemRow
{
    /// <summary>A transaction may have 100 rows of one partition.</summary>
    public const int ChunkSize = 100;

    public static string Partition(BatchReference batch, int chunk) => $"{batch.Workspace}:{batch.BatchId}:{chunk:D3}";

    public static string Key(int index) => $"{index:D5}";

    public static TableEntity ToEntity(BatchReference batch, BatchItem item) =>
        new(Partition(batch, item.Index / ChunkSize), Key(item.Index))
        {
            [nameof(BatchItem.State)] = item.State.ToString(),
            [nameof(BatchItem.Parameters)] = item.Parameters,
            [nameof(BatchItem.Run)] = item.Run,
            [nameof(BatchItem.Round)] = item.Round,
            [nameof(BatchItem.Cause)] = item.Cause,
            [nameof(BatchItem.Message)] = item.Message,
            [nameof(BatchItem.Results)] = item.Results,
            [nameof(BatchItem.Seconds)] = item.Seconds,
        };

    public static BatchItem FromEntity(TableEntity row) => new()
    {
        Index = int.Parse(row.RowKey),
        State = Enum.Parse<BatchItemState>(row.GetString(nameof(BatchItem.State))),
        Parameters = row.GetString(nameof(BatchItem.Parameters)),
        Run = row.GetString(nameof(BatchItem.Run)),
        Round = row.GetInt32(nameof(BatchItem.Round)) ?? 0,
        Cause = row.GetString(nameof(BatchItem.Cause)),
        Message = row.GetString(nameof(BatchItem.Message)),
        Results = row.GetString(nameof(BatchItem.Results)),
        Seconds = row.GetDouble(nameof(BatchItem.Seconds)),
    };
}
