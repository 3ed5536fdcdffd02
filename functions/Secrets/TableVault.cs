using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Secrets;

/// <summary>
/// Values in a table of the app's own, encrypted: partition the workspace, row the id. When the app starts, those under
/// a former key are encrypted again with the current one.
/// </summary>
internal sealed partial class TableVault(TableServiceClient tables, SecretCipher cipher, ILogger<TableVault> logger)
    : ISecretVault
{
    private readonly TableClient _table = tables.GetTableClient("SecretValues");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _table.CreateIfNotExistsAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter($"KeyId ne {cipher.CurrentKeyId}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            await RenewAsync(row, cancellationToken);
        }
    }

    public Task PutAsync(SecretId id, string value, CancellationToken cancellationToken) =>
        _table.AddEntityAsync(Row(id, cipher.Seal(value, id.ToString())), cancellationToken);

    public async Task<string?> FindAsync(SecretId id, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(
            id.Workspace, id.Version, cancellationToken: cancellationToken);
        return found.HasValue ? cipher.Open(Value(found.Value!), id.ToString()) : null;
    }

    public Task DeleteAsync(SecretId id, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(id.Workspace, id.Version, ETag.All, cancellationToken);

    public async Task DeleteAllAsync(string workspace, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {workspace}");
        await foreach (var row in _table.QueryAsync<TableEntity>(
            filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
        }
    }

    private async Task RenewAsync(TableEntity row, CancellationToken cancellationToken)
    {
        SecretId id = new(row.PartitionKey, row.RowKey);
        try
        {
            var renewed = Row(id, cipher.Seal(cipher.Open(Value(row), id.ToString()), id.ToString()));
            await _table.UpdateEntityAsync(renewed, row.ETag, TableUpdateMode.Replace, cancellationToken);
        }
        catch (SecretUnreadableException exception)
        {
            LogLost(id.ToString(), exception.Message);
        }
        catch (RequestFailedException taken) when (taken.Status is 404 or 412)
        {
            // Another host has done it, or it was deleted.
        }
    }

    private static TableEntity Row(SecretId id, SealedValue value) => new(id.Workspace, id.Version)
    {
        [nameof(SealedValue.KeyId)] = value.KeyId,
        [nameof(SealedValue.Nonce)] = value.Nonce,
        [nameof(SealedValue.Content)] = value.Content,
    };

    private static SealedValue Value(TableEntity row) => new(
        row.GetString(nameof(SealedValue.KeyId)),
        row.GetBinary(nameof(SealedValue.Nonce)),
        row.GetBinary(nameof(SealedValue.Content)));

    [LoggerMessage(931, LogLevel.Error, "The secret value {Id} cannot be read any more: {Reason}")]
    private partial void LogLost(string id, string reason);
}
