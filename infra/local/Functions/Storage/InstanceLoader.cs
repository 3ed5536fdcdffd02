using Azure.Data.Tables;
using CloudWorkspaces.Local.Functions.Engine;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>Reads all that is stored of instances.</summary>
internal sealed class InstanceLoader(HubStorage storage)
{
    private readonly InstanceRows _rows = new(new PayloadStore(storage.Container));
    private readonly TableClient _table = storage.Instances;

    /// <summary>Rows of instances by partition key, as far as they can be read together with profit.</summary>
    public Task<IReadOnlyDictionary<string, List<TableEntity>>> ReadManyAsync(
        IEnumerable<string> instanceIds, CancellationToken cancellationToken) =>
        PartitionReader.ReadAsync(_table, instanceIds.Select(HubNames.Key), cancellationToken);

    /// <summary>Null when there is no status row.</summary>
    public async Task<LoadedInstance?> LoadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {HubNames.Key(instanceId)}"), cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        return await LoadAsync(rows, cancellationToken);
    }

    /// <param name="rows">All that the instance has.</param>
    public async Task<LoadedInstance?> LoadAsync(List<TableEntity> rows, CancellationToken cancellationToken)
    {
        if (rows.Find(row => row.RowKey == HubNames.StatusRow) is not { } status)
        {
            return null;
        }

        var state = await _rows.StateAsync(status, withPayloads: true, cancellationToken);
        var stored = new StoredRows();
        stored.Put(status);
        return new LoadedInstance(
            state,
            status.ETag,
            await EachAsync(
                HubNames.History(state.Execution, state.Generation, 0)[..^8],
                row => _rows.ContentAsync(row, EngineJson.Default.HistoryTurn, cancellationToken)),
            await EachAsync(
                $"{HubNames.InboxPrefix}{state.Execution:D6}.",
                async row => new InboxMessage(
                    row.RowKey, await _rows.ContentAsync(row, EngineJson.Default.TurnEvent, cancellationToken))),
            await EachAsync(
                $"{HubNames.OutboxPrefix}{state.Execution:D6}.", row => _rows.OutboxAsync(row, cancellationToken)),
            [.. (await EachAsync(
                HubNames.Carry(state.Execution, state.Generation),
                row => _rows.ContentAsync(row, EngineJson.Default.IReadOnlyListTurnEvent, cancellationToken)))
                .SelectMany(carried => carried)],
            stored,
            [.. rows.Select(row => row.RowKey).Except(stored.Keys(""))]);

        async Task<IReadOnlyList<T>> EachAsync<T>(string prefix, Func<TableEntity, Task<T>> read)
        {
            var found = new List<T>();
            foreach (var row in rows.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)))
            {
                found.Add(await read(row));
                stored.Put(row);
            }

            return found;
        }
    }
}
