using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Local.Functions.Engine;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>Writes what a turn changes. May be repeated after a failure whose outcome is unknown.</summary>
internal sealed class TurnWriter(HubStorage storage, InstanceStore instances)
{
    private readonly InstanceRows _rows = new(new PayloadStore(storage.Container));
    private readonly TableClient _table = storage.Instances;

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
            var found = await instances.FindAsync(commit.After.Id, withPayloads: false, cancellationToken);
            if (exception.Status != 404 && found?.ETag == commit.ETag)
            {
                // Nothing has changed: a conflict inside the storage, such as two of its servers have for a moment.
                throw;
            }

            return found?.State.Commit == commit.After.Commit ? found?.ETag : null;
        }
    }
}
