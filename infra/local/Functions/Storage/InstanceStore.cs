using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using CloudWorkspaces.Local.Functions.Engine;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>
/// Instances, each in a partition of its own: a status row, a row per turn, inbox and outbox rows. Every method may be
/// repeated after a failure whose outcome is unknown.
/// </summary>
internal sealed class InstanceStore(HubStorage storage)
{
    /// <summary>How often a row is read again whose payload was replaced between the two reads.</summary>
    private const int ReadAgain = 5;

    private readonly InstanceRows _rows = new(new PayloadStore(storage.Container));
    private readonly TableClient _table = storage.Instances;

    /// <summary>The status row, or null.</summary>
    public async Task<(InstanceState State, ETag ETag)?> FindAsync(
        string instanceId, bool withPayloads, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var row = await _table.GetEntityIfExistsAsync<TableEntity>(
                HubNames.Key(instanceId), HubNames.StatusRow, withPayloads ? null : InstanceRows.SummaryColumns, cancellationToken);
            try
            {
                return row.HasValue
                    ? (await _rows.StateAsync(row.Value!, withPayloads, cancellationToken), row.Value!.ETag)
                    : null;
            }
            catch (RequestFailedException exception) when (IsPayloadGone(exception) && attempt < ReadAgain)
            {
                // A turn has put another payload in its place.
            }
        }
    }

    /// <summary>Null when there is an instance of that id, perhaps by an earlier attempt.</summary>
    public async Task<ETag?> TryInsertAsync(InstanceState state, StoredRows stored, CancellationToken cancellationToken)
    {
        var row = await _rows.StatusAsync(state, before: null, cancellationToken);
        stored.Put(row);
        try
        {
            var response = await _table.AddEntityAsync(row, cancellationToken);
            return response.Headers.ETag;
        }
        catch (RequestFailedException exception) when (Says(exception, TableErrorCode.EntityAlreadyExists))
        {
            return null;
        }
    }

    /// <summary>Puts a new execution in the place of one that has ended. Null when that has changed meanwhile.</summary>
    public async Task<ETag?> TryReplaceAsync(InstanceState state, ETag ended, CancellationToken cancellationToken)
    {
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

    /// <summary>Null when the instance is no longer as the commit expects it.</summary>
    public async Task<Committed?> TryCommitAsync(TurnCommit commit, StoredRows stored, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(commit, cancellationToken);
        if (await TryWriteAsync(commit, rows, cancellationToken) is not { } etag)
        {
            return null;
        }

        return new Committed(etag, [.. rows.SelectMany(stored.Put), .. stored.Remove(commit.Deletions)]);
    }

    /// <summary>Once only as long as the row is not consumed: hand the message over after this has returned.</summary>
    public async Task InsertMessageAsync(
        string instanceId, InboxMessage message, StoredRows stored, CancellationToken cancellationToken)
    {
        var row = await _rows.DocumentAsync(
            instanceId, message.RowKey, write: "", message.Event, EngineJson.Default.TurnEvent, cancellationToken);
        stored.Put(row);
        try
        {
            await _table.AddEntityAsync(row, cancellationToken);
        }
        catch (RequestFailedException exception) when (Says(exception, TableErrorCode.EntityAlreadyExists))
        {
            // An earlier attempt whose answer was lost.
        }
    }

    public Task DeleteRowAsync(string instanceId, string rowKey, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(HubNames.Key(instanceId), rowKey, ETag.All, cancellationToken);

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
                if (await StateAsync(row, withPayloads, cancellationToken) is { } state)
                {
                    states.Add(state);
                }
            }

            return (states, page.ContinuationToken);
        }

        return ([], null);
    }

    private static bool Says(RequestFailedException exception, TableErrorCode code) => exception.ErrorCode == code.ToString();

    private static bool IsPayloadGone(RequestFailedException exception) =>
        exception.ErrorCode == Azure.Storage.Blobs.Models.BlobErrorCode.BlobNotFound.ToString();

    private async Task<InstanceState?> StateAsync(TableEntity row, bool withPayloads, CancellationToken cancellationToken)
    {
        try
        {
            return await _rows.StateAsync(row, withPayloads, cancellationToken);
        }
        catch (RequestFailedException exception) when (IsPayloadGone(exception))
        {
            var found = await FindAsync(row.GetString(nameof(InstanceState.Id)), withPayloads, cancellationToken);
            return found?.State;
        }
    }

    /// <summary>The rows that a commit writes, the status row first; their payloads are stored.</summary>
    private async Task<List<TableEntity>> RowsAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        var (before, after) = (commit.Before, commit.After);
        var rows = new List<TableEntity> { await _rows.StatusAsync(after, before, cancellationToken) };
        if (commit.History is { } turn)
        {
            var key = HubNames.History(before.Execution, before.Generation, before.Turns);
            rows.Add(await _rows.DocumentAsync(
                after.Id, key, after.Commit, turn, EngineJson.Default.HistoryTurn, cancellationToken));
        }

        if (commit.Carry is { } carry)
        {
            var key = HubNames.Carry(after.Execution, after.Generation);
            rows.Add(await _rows.DocumentAsync(
                after.Id, key, after.Commit, carry, EngineJson.Default.IReadOnlyListTurnEvent, cancellationToken));
        }

        if (commit.Outbox is { } outbox)
        {
            rows.Add(await _rows.OutboxAsync(after.Id, after.Commit, outbox, cancellationToken));
        }

        return rows;
    }

    private async Task<ETag?> TryWriteAsync(TurnCommit commit, List<TableEntity> rows, CancellationToken cancellationToken)
    {
        try
        {
            if (rows.Count + commit.Deletions.Count == 1)
            {
                var updated = await _table.UpdateEntityAsync(rows[0], commit.ETag, TableUpdateMode.Merge, cancellationToken);
                return updated.Headers.ETag;
            }

            List<TableTransactionAction> actions =
            [
                new(TableTransactionActionType.UpdateMerge, rows[0], commit.ETag),
                .. rows.Skip(1).Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)),
                .. commit.Deletions.Select(key => new TableTransactionAction(
                    TableTransactionActionType.Delete, new TableEntity(rows[0].PartitionKey, key), ETag.All)),
            ];
            var responses = await _table.SubmitTransactionAsync(actions, cancellationToken);
            return responses.Value[0].Headers.ETag;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412)
        {
            var found = await FindAsync(commit.After.Id, withPayloads: false, cancellationToken);
            if (exception.Status != 404 && found?.ETag == commit.ETag)
            {
                // Nothing has changed: a conflict inside the storage, such as two of its servers have for a moment.
                throw;
            }

            return found?.State.Commit == commit.After.Commit ? found?.ETag : null;
        }
    }
}
