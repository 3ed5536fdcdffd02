using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Local.Functions.Engine;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>
/// Instances, each in a partition of its own: a status row, a row per turn, inbox and outbox rows. Every method may be
/// repeated after a failure whose outcome is unknown.
/// </summary>
internal sealed class InstanceStore(HubStorage storage)
{
    private const int BatchSize = 100;

    private readonly PayloadStore _payloads = new(storage.Container);
    private readonly InstanceRows _rows = new(new PayloadStore(storage.Container));
    private readonly TableClient _table = storage.Instances;

    /// <summary>The status row, or null.</summary>
    public async Task<(InstanceState State, ETag ETag)?> FindAsync(
        string instanceId, bool withPayloads, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            HubNames.Key(instanceId), HubNames.StatusRow, withPayloads ? null : InstanceRows.SummaryColumns, cancellationToken);
        return row.HasValue
            ? (await _rows.StateAsync(row.Value!, withPayloads, cancellationToken), row.Value!.ETag)
            : null;
    }

    /// <summary>Null when another instance of that id exists; an earlier attempt with the same commit counts as this one.</summary>
    public async Task<ETag?> TryInsertAsync(InstanceState state, CancellationToken cancellationToken)
    {
        var row = await _rows.StatusAsync(state, before: null, cancellationToken);
        try
        {
            var response = await _table.AddEntityAsync(row, cancellationToken);
            return response.Headers.ETag;
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            var found = await FindAsync(state.Id, withPayloads: false, cancellationToken);
            return found?.State.Commit == state.Commit ? found?.ETag : null;
        }
    }

    /// <summary>Puts a new execution in the place of one that has ended. Null when that has changed meanwhile.</summary>
    public async Task<ETag?> TryReplaceAsync(InstanceState state, ETag ended, CancellationToken cancellationToken)
    {
        await DeleteRowsAsync(state.Id, exceptStatus: true, cancellationToken);
        var row = await _rows.StatusAsync(state, before: null, cancellationToken);
        try
        {
            var response = await _table.UpdateEntityAsync(row, ended, TableUpdateMode.Replace, cancellationToken);
            return response.Headers.ETag;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            var found = await FindAsync(state.Id, withPayloads: false, cancellationToken);
            return found?.State.Commit == state.Commit ? found?.ETag : null;
        }
    }

    public async Task<LoadedInstance?> LoadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {HubNames.Key(instanceId)}"), cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        if (rows.Find(row => row.RowKey == HubNames.StatusRow) is not { } status)
        {
            return null;
        }

        var state = await _rows.StateAsync(status, withPayloads: true, cancellationToken);
        var history = HubNames.History(state.Execution, state.Generation, 0)[..^8];
        var inbox = $"{HubNames.InboxPrefix}{state.Execution:D6}.";
        var outbox = $"{HubNames.OutboxPrefix}{state.Execution:D6}.";
        var carry = rows.Find(row => row.RowKey == HubNames.Carry(state.Execution, state.Generation));
        return new LoadedInstance(
            state,
            status.ETag,
            await EachAsync(history, row => _rows.ContentAsync(row, EngineJson.Default.HistoryTurn, cancellationToken)),
            await EachAsync(inbox, async row => new InboxMessage(
                row.RowKey, await _rows.ContentAsync(row, EngineJson.Default.TurnEvent, cancellationToken))),
            await EachAsync(outbox, row => _rows.OutboxAsync(row, cancellationToken)),
            carry is null || state.Turns > 0
                ? []
                : await _rows.ContentAsync(carry, EngineJson.Default.IReadOnlyListTurnEvent, cancellationToken));

        async Task<IReadOnlyList<T>> EachAsync<T>(string prefix, Func<TableEntity, Task<T>> read)
        {
            var found = new List<T>();
            foreach (var row in rows.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)))
            {
                found.Add(await read(row));
            }

            return found;
        }
    }

    /// <summary>Null when the instance is no longer as the commit expects it.</summary>
    public async Task<ETag?> TryCommitAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        var (before, after) = (commit.Before, commit.After);
        var status = await _rows.StatusAsync(after, before, cancellationToken);
        var actions = new List<TableTransactionAction>
        {
            new(TableTransactionActionType.UpdateMerge, status, commit.ETag),
        };
        if (commit.History is { } turn)
        {
            var key = HubNames.History(before.Execution, before.Generation, before.Turns);
            actions.Add(new(TableTransactionActionType.UpsertReplace, await _rows.DocumentAsync(
                after.Id, key, turn, EngineJson.Default.HistoryTurn, cancellationToken)));
        }

        if (commit.Carry is { } carry)
        {
            var key = HubNames.Carry(after.Execution, after.Generation);
            actions.Add(new(TableTransactionActionType.UpsertReplace, await _rows.DocumentAsync(
                after.Id, key, carry, EngineJson.Default.IReadOnlyListTurnEvent, cancellationToken)));
        }

        if (commit.Outbox is { } outbox)
        {
            actions.Add(new(
                TableTransactionActionType.UpsertReplace, await _rows.OutboxAsync(after.Id, outbox, cancellationToken)));
        }

        actions.AddRange(commit.Deletions.Select(key => Deletion(status.PartitionKey, key)));
        try
        {
            if (actions.Count == 1)
            {
                var updated = await _table.UpdateEntityAsync(status, commit.ETag, TableUpdateMode.Merge, cancellationToken);
                return updated.Headers.ETag;
            }

            var responses = await _table.SubmitTransactionAsync(actions, cancellationToken);
            return responses.Value[0].Headers.ETag;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412)
        {
            var found = await FindAsync(after.Id, withPayloads: false, cancellationToken);
            return found?.State.Commit == after.Commit ? found?.ETag : null;
        }
    }

    /// <summary>Once only as long as the row is not consumed: hand the message over after this has returned.</summary>
    public async Task InsertMessageAsync(string instanceId, InboxMessage message, CancellationToken cancellationToken)
    {
        var row = await _rows.DocumentAsync(
            instanceId, message.RowKey, message.Event, EngineJson.Default.TurnEvent, cancellationToken);
        try
        {
            await _table.AddEntityAsync(row, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            // An earlier attempt whose answer was lost.
        }
    }

    public Task DeleteRowAsync(string instanceId, string rowKey, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(HubNames.Key(instanceId), rowKey, ETag.All, cancellationToken);

    /// <summary>Removes an instance with all its rows and payloads; the status row goes last.</summary>
    public async Task PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        await DeleteRowsAsync(instanceId, exceptStatus: true, cancellationToken);
        await _table.DeleteEntityAsync(HubNames.Key(instanceId), HubNames.StatusRow, ETag.All, cancellationToken);
    }

    /// <summary>Status rows in the order of their keys.</summary>
    public async Task<(IReadOnlyList<InstanceState> States, string? Next)> QueryAsync(
        string filter, bool withPayloads, int pageSize, string? continuation, CancellationToken cancellationToken)
    {
        var pages = _table
            .QueryAsync<TableEntity>(filter, pageSize, withPayloads ? null : InstanceRows.SummaryColumns, cancellationToken)
            .AsPages(continuation, pageSize);
        await foreach (var page in pages)
        {
            var states = new List<InstanceState>();
            foreach (var row in page.Values)
            {
                states.Add(await _rows.StateAsync(row, withPayloads, cancellationToken));
            }

            return (states, page.ContinuationToken);
        }

        return ([], null);
    }

    private static TableTransactionAction Deletion(string partitionKey, string rowKey) =>
        new(TableTransactionActionType.Delete, new TableEntity(partitionKey, rowKey), ETag.All);

    private async Task DeleteRowsAsync(string instanceId, bool exceptStatus, CancellationToken cancellationToken)
    {
        var partition = HubNames.Key(instanceId);
        var keys = new List<string>();
        await foreach (var row in _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), select: ["RowKey"], cancellationToken: cancellationToken))
        {
            if (!exceptStatus || row.RowKey != HubNames.StatusRow)
            {
                keys.Add(row.RowKey);
            }
        }

        foreach (var batch in keys.Chunk(BatchSize))
        {
            await _table.SubmitTransactionAsync(batch.Select(key => Deletion(partition, key)), cancellationToken);
        }

        await _payloads.DeleteAllAsync(partition, cancellationToken);
    }
}
