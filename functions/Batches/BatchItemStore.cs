using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Batches;

/// <summary>The items of batches on table storage, in partitions of <see cref="BatchItemRow.ChunkSize"/>.</summary>
public sealed class BatchItemStore(BatchTables tables)
{
    private const int MaxConflicts = 20;
    private const int Parallel = 8;

    /// <summary>Writes all of them, anew where they are there already.</summary>
    internal Task WriteAsync(BatchReference batch, IEnumerable<BatchItem> items, CancellationToken cancellationToken) =>
        System.Threading.Tasks.Parallel.ForEachAsync(
            items.Chunk(BatchItemRow.ChunkSize),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (chunk, token) => await tables.Items.SubmitTransactionAsync(
                chunk.Select(item => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace, BatchItemRow.ToEntity(batch, item))),
                token));

    /// <summary>In order, from an index on.</summary>
    internal async IAsyncEnumerable<BatchItem> ReadAsync(
        BatchReference batch, int total, int from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var chunk = from / BatchItemRow.ChunkSize; chunk * BatchItemRow.ChunkSize < total; chunk++)
        {
            var (partition, first) = (BatchItemRow.Partition(batch, chunk), BatchItemRow.Key(from));
            var rows = tables.Items.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first}"),
                cancellationToken: cancellationToken);
            await foreach (var row in rows)
            {
                yield return BatchItemRow.FromEntity(row);
            }
        }
    }

    internal async Task<BatchItem?> FindAsync(BatchReference batch, int index, CancellationToken cancellationToken) =>
        await RowAsync(batch, index, cancellationToken) is { } row ? BatchItemRow.FromEntity(row) : null;

    /// <summary>The item after the change; null if there is none.</summary>
    internal async Task<BatchItem?> UpdateAsync(
        BatchReference batch, int index, Func<BatchItem, BatchItem> change, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            if (await RowAsync(batch, index, cancellationToken) is not { } row)
            {
                return null;
            }

            var before = BatchItemRow.FromEntity(row);
            var after = change(before);
            if (after == before)
            {
                return before;
            }

            try
            {
                await tables.Items.UpdateEntityAsync(
                    BatchItemRow.ToEntity(batch, after), row.ETag, TableUpdateMode.Replace, cancellationToken);
                return after;
            }
            catch (RequestFailedException conflict) when (conflict.Status == 412 && conflicts < MaxConflicts)
            {
                // Read anew.
            }
        }
    }

    /// <summary>Changes all items that the change applies to; each partition is one transaction.</summary>
    /// <returns>How many were changed, by the state that they had.</returns>
    internal async Task<IReadOnlyDictionary<BatchItemState, int>> UpdateAllAsync(
        BatchReference batch, int total, Func<BatchItem, BatchItem> change, CancellationToken cancellationToken)
    {
        Dictionary<BatchItemState, int> changed = [];
        for (var chunk = 0; chunk * BatchItemRow.ChunkSize < total; chunk++)
        {
            var partition = BatchItemRow.Partition(batch, chunk);
            List<TableTransactionAction> actions = [];
            await foreach (var row in tables.Items.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellationToken))
            {
                var before = BatchItemRow.FromEntity(row);
                var after = change(before);
                if (after != before)
                {
                    actions.Add(new(TableTransactionActionType.UpdateReplace, BatchItemRow.ToEntity(batch, after), row.ETag));
                    changed[before.State] = changed.GetValueOrDefault(before.State) + 1;
                }
            }

            if (actions.Count > 0)
            {
                await tables.Items.SubmitTransactionAsync(actions, cancellationToken);
            }
        }

        return changed;
    }

    internal async Task RemoveAsync(BatchReference batch, int total, CancellationToken cancellationToken)
    {
        for (var chunk = 0; chunk * BatchItemRow.ChunkSize < total; chunk++)
        {
            var partition = BatchItemRow.Partition(batch, chunk);
            var rows = await tables.Items.QueryAsync<TableEntity>(
                    TableClient.CreateQueryFilter($"PartitionKey eq {partition}"),
                    select: ["PartitionKey", "RowKey"],
                    cancellationToken: cancellationToken)
                .ToListAsync(cancellationToken);
            if (rows.Count > 0)
            {
                await tables.Items.SubmitTransactionAsync(
                    rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)),
                    cancellationToken);
            }
        }
    }

    private async Task<TableEntity?> RowAsync(BatchReference batch, int index, CancellationToken cancellationToken)
    {
        var row = await tables.Items.GetEntityIfExistsAsync<TableEntity>(
            BatchItemRow.Partition(batch, index / BatchItemRow.ChunkSize), BatchItemRow.Key(index), cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }
}
