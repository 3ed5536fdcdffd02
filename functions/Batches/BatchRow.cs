using System.Text.Json;
using Azure.Data.Tables;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Batches;

/// <summary>A batch as a table entity, and back.</summary>
internal static class BatchRow
{
    public static TableEntity ToEntity(BatchRecord batch) => new(batch.Workspace, RunKeys.Invert(batch.Id))
    {
        [nameof(BatchRecord.Id)] = batch.Id.Value,
        [nameof(BatchRecord.Name)] = batch.Name,
        [nameof(BatchRecord.State)] = batch.State.ToString(),
        [nameof(BatchRecord.Notebook)] = batch.Notebook,
        [nameof(BatchRecord.Environment)] = batch.Environment,
        [nameof(BatchRecord.Flavor)] = batch.Flavor,
        [nameof(BatchRecord.Total)] = batch.Total,
        [nameof(BatchRecord.Counts)] = JsonSerializer.Serialize(batch.Counts),
        [nameof(BatchRecord.Concurrency)] = batch.Concurrency,
        [nameof(BatchRecord.FailFast)] = batch.FailFast,
        [nameof(BatchRecord.Round)] = batch.Round,
        [nameof(BatchRecord.CreatedBy)] = batch.CreatedBy,
        [nameof(BatchRecord.CreatedOn)] = batch.CreatedOn,
        [nameof(BatchRecord.EndedOn)] = batch.EndedOn,
        [nameof(BatchRecord.CancelRequestedOn)] = batch.CancelRequestedOn,
    };

    public static BatchRecord FromEntity(TableEntity row) => new()
    {
        Workspace = row.PartitionKey,
        Id = RunId.Parse(row.GetString(nameof(BatchRecord.Id))),
        Name = row.GetString(nameof(BatchRecord.Name)),
        State = Enum.Parse<BatchState>(row.GetString(nameof(BatchRecord.State))),
        Notebook = row.GetString(nameof(BatchRecord.Notebook)),
        Environment = row.GetString(nameof(BatchRecord.Environment)),
        Flavor = row.GetString(nameof(BatchRecord.Flavor)),
        Total = row.GetInt32(nameof(BatchRecord.Total))!.Value,
        Counts = JsonSerializer.Deserialize<BatchCounts>(row.GetString(nameof(BatchRecord.Counts)))!,
        Concurrency = row.GetInt32(nameof(BatchRecord.Concurrency))!.Value,
        FailFast = row.GetBoolean(nameof(BatchRecord.FailFast))!.Value,
        Round = row.GetInt32(nameof(BatchRecord.Round))!.Value,
        CreatedBy = row.GetString(nameof(BatchRecord.CreatedBy)),
        CreatedOn = row.GetDateTimeOffset(nameof(BatchRecord.CreatedOn))!.Value,
        EndedOn = row.GetDateTimeOffset(nameof(BatchRecord.EndedOn)),
        CancelRequestedOn = row.GetDateTimeOffset(nameof(BatchRecord.CancelRequestedOn)),
    };
}
