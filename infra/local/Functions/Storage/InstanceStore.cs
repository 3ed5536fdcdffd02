using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using CloudWorkspaces.Local.Functions.Engine;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>
/// Status rows and messages. An instance has a partition of its own: a status row, a row per turn, inbox and outbox
/// rows. Every method may be repeated after a failure whose outcome is unknown.
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
}
