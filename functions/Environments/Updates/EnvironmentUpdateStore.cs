using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>The rows of updates, in a partition of the catalogue's table.</summary>
public sealed class EnvironmentUpdateStore(EnvironmentTable table)
{
    private const int MaxConflicts = 20;
    private const string Partition = "updates";
    private const string Content = "Content";

    public async Task<EnvironmentUpdate?> FindAsync(string name, CancellationToken cancellationToken) =>
        await ReadAsync(name, cancellationToken) is { } row ? FromEntity(row) : null;

    /// <summary>Null when the environment's latest update is another by now, or is over.</summary>
    public async Task<EnvironmentUpdate?> FindOpenAsync(EnvironmentUpdateKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await FindAsync(key.Name, cancellationToken) is { IsOpen: true } update && update.Key == key ? update : null;
    }

    public async Task<IReadOnlyList<EnvironmentUpdate>> ListAsync(CancellationToken cancellationToken)
    {
        List<EnvironmentUpdate> updates = [];
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in table.Client.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            updates.Add(FromEntity(row));
        }

        return updates;
    }

    /// <summary>Changes an update while it is the environment's latest and not over.</summary>
    public Task ChangeOpenAsync(
        EnvironmentUpdateKey key, Func<EnvironmentUpdate, EnvironmentUpdate> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ChangeAsync(
            key.Name,
            current => current is { IsOpen: true } && current.Key == key
                ? change(current)
                : current ?? throw new InvalidOperationException($"There is no update of '{key.Name}'."),
            cancellationToken);
    }

    /// <summary>
    /// Reads, changes and writes under the row's ETag, again on a conflict; the first change of an environment's is given
    /// null. A change that returns the same record writes nothing.
    /// </summary>
    public async Task<EnvironmentUpdate> ChangeAsync(
        string name, Func<EnvironmentUpdate?, EnvironmentUpdate> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        for (var conflicts = 0; ; conflicts++)
        {
            var row = await ReadAsync(name, cancellationToken);
            var before = row is null ? null : FromEntity(row);
            var after = change(before);
            if (ReferenceEquals(after, before))
            {
                return after;
            }

            try
            {
                await WriteAsync(after, row?.ETag, cancellationToken);
                return after;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 409 or 412 && conflicts < MaxConflicts)
            {
                // Another change came first.
            }
        }
    }

    private async Task WriteAsync(EnvironmentUpdate update, ETag? etag, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(Partition, update.Name) { [Content] = JsonSerializer.Serialize(update) };
        if (etag is { } tag)
        {
            await table.Client.UpdateEntityAsync(entity, tag, TableUpdateMode.Replace, cancellationToken);
        }
        else
        {
            await table.Client.AddEntityAsync(entity, cancellationToken);
        }
    }

    private async Task<TableEntity?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var found = await table.Client.GetEntityIfExistsAsync<TableEntity>(
            Partition, name, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    private static EnvironmentUpdate FromEntity(TableEntity entity) =>
        JsonSerializer.Deserialize<EnvironmentUpdate>(entity.GetString(Content))!;
}
