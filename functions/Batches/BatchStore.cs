using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Batches;

/// <summary>Batches on table storage.</summary>
public sealed class BatchStore(BatchTables tables)
{
    private const int MaxConflicts = 20;

    /// <summary>False if there is one of that id.</summary>
    internal async Task<bool> TryInsertAsync(BatchRecord batch, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Batches.AddEntityAsync(BatchRow.ToEntity(batch), cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            return false;
        }
    }

    internal async Task<BatchRecord?> FindAsync(string workspace, RunId id, CancellationToken cancellationToken) =>
        await ReadAsync(workspace, id, cancellationToken) is { } row ? BatchRow.FromEntity(row) : null;

    /// <summary>Null if there is none.</summary>
    internal async Task<BatchRecord?> UpdateAsync(
        BatchReference batch, Func<BatchRecord, BatchRecord> change, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            if (await ReadAsync(batch.Workspace, batch.Id, cancellationToken) is not { } row)
            {
                return null;
            }

            var before = BatchRow.FromEntity(row);
            var after = change(before);
            if (after == before)
            {
                return before;
            }

            try
            {
                await tables.Batches.UpdateEntityAsync(BatchRow.ToEntity(after), row.ETag, TableUpdateMode.Replace, cancellationToken);
                return after;
            }
            catch (RequestFailedException conflict) when (conflict.Status == 412 && conflicts < MaxConflicts)
            {
                // Read anew.
            }
        }
    }

    /// <summary>The newest first, one more than the limit if there are more.</summary>
    internal async Task<IReadOnlyList<BatchRecord>> ListAsync(
        string workspace, int limit, RunId? after, CancellationToken cancellationToken)
    {
        var first = after is { } id ? RunKeys.Invert(id) : "";
        return await tables.Batches
            .QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {workspace} and RowKey gt {first}"),
                maxPerPage: Math.Min(limit + 1, 1_000),
                cancellationToken: cancellationToken)
            .Take(limit + 1)
            .Select(BatchRow.FromEntity)
            .ToListAsync(cancellationToken);
    }

    internal async Task RemoveAsync(BatchRecord batch, CancellationToken cancellationToken) =>
        await tables.Batches.DeleteEntityAsync(batch.Workspace, RunKeys.Invert(batch.Id), ETag.All, cancellationToken);

    internal async Task NoteActiveAsync(BatchReference batch, int total, DateTimeOffset now, CancellationToken cancellationToken) =>
        await tables.Active.UpsertEntityAsync(
            new TableEntity(batch.BatchId, batch.Workspace) { ["Total"] = total, ["Since"] = now },
            TableUpdateMode.Replace,
            cancellationToken);

    internal async Task ForgetActiveAsync(BatchReference batch, CancellationToken cancellationToken) =>
        await tables.Active.DeleteEntityAsync(batch.BatchId, batch.Workspace, ETag.All, cancellationToken);

    internal async IAsyncEnumerable<ActiveBatch> ActiveAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in tables.Active.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            yield return new ActiveBatch(
                new BatchReference(row.RowKey, row.PartitionKey), row.GetInt32("Total")!.Value, row.GetDateTimeOffset("Since")!.Value);
        }
    }

    private async Task<TableEntity?> ReadAsync(string workspace, RunId id, CancellationToken cancellationToken)
    {
        var row = await tables.Batches.GetEntityIfExistsAsync<TableEntity>(
            workspace, RunKeys.Invert(id), cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }
}
