using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>Deletes rows and payloads. Every method may be repeated, whatever came of it before.</summary>
internal sealed class InstanceEraser(HubStorage storage)
{
    private const int BatchSize = 100;

    private readonly PayloadStore _payloads = new(storage.Container);
    private readonly TableClient _table = storage.Instances;

    public async Task DeleteAsync(string instanceId, Litter litter, CancellationToken cancellationToken)
    {
        await DeleteRowsAsync(HubNames.Key(instanceId), litter.Rows, cancellationToken);
        await _payloads.DeleteAsync(litter.Blobs, cancellationToken);
    }

    /// <summary>
    /// Removes an instance with all its rows and payloads, the status row among the first: without it nothing reads the
    /// others. Until this has returned, its index entry must be there for the next start to go on with it.
    /// </summary>
    public async Task PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(HubNames.Key(instanceId), cancellationToken);
        var rows = keys.OrderByDescending(key => key == HubNames.StatusRow).ToList();
        await DeleteRowsAsync(HubNames.Key(instanceId), rows, cancellationToken);
        await DeleteBlobsAsync(instanceId, except: null, cancellationToken);
    }

    /// <summary>Removes all but the status row and what it names: what earlier executions left.</summary>
    public async Task SweepAsync(string instanceId, StoredRows stored, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(HubNames.Key(instanceId), cancellationToken);
        await DeleteRowsAsync(HubNames.Key(instanceId), [.. keys.Where(key => key != HubNames.StatusRow)], cancellationToken);
        await DeleteBlobsAsync(instanceId, stored.Blobs(), cancellationToken);
    }

    /// <summary>The payload blobs of one instance, or of the whole hub, by partition key.</summary>
    public Task<ILookup<string, string>> ListBlobsAsync(string? instanceId, CancellationToken cancellationToken) =>
        _payloads.ListAsync(instanceId is null ? null : HubNames.Key(instanceId), cancellationToken);

    private async Task DeleteBlobsAsync(string instanceId, IReadOnlySet<string>? except, CancellationToken cancellationToken)
    {
        var blobs = await ListBlobsAsync(instanceId, cancellationToken);
        var names = blobs[HubNames.Key(instanceId)].Where(name => !(except?.Contains(name) ?? false));
        await _payloads.DeleteAsync(names, cancellationToken);
    }

    private async Task<List<string>> KeysAsync(string partition, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (var row in _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), select: ["RowKey"], cancellationToken: cancellationToken))
        {
            keys.Add(row.RowKey);
        }

        return keys;
    }

    private async Task DeleteRowsAsync(string partition, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        foreach (var batch in keys.Chunk(BatchSize))
        {
            try
            {
                await _table.SubmitTransactionAsync(
                    batch.Select(key => new TableTransactionAction(
                        TableTransactionActionType.Delete, new TableEntity(partition, key), ETag.All)),
                    cancellationToken);
            }
            catch (RequestFailedException exception) when (exception.Status == 404)
            {
                // An earlier attempt has deleted some or all of them.
                foreach (var key in batch)
                {
                    await _table.DeleteEntityAsync(partition, key, ETag.All, cancellationToken);
                }
            }
        }
    }
}
