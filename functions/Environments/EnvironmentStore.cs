using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Environments;

/// <summary>The rows of the catalogue: one for each version, in the partition of its workspace or of the curated ones.</summary>
public sealed class EnvironmentStore(EnvironmentTable table)
{
    private const int MaxConflicts = 20;
    private const string Content = "Content";
    private const string Open = "Open";

    /// <summary>False when the version is there already.</summary>
    public async Task<bool> TryAddAsync(EnvironmentVersion version, CancellationToken cancellationToken)
    {
        try
        {
            await table.Client.AddEntityAsync(ToEntity(version), cancellationToken);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return false;
        }
    }

    public async Task<EnvironmentVersion?> FindAsync(EnvironmentKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await ReadAsync(key, cancellationToken) is { } row ? FromEntity(row) : null;
    }

    /// <param name="workspace">Null for the curated ones.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<IReadOnlyList<EnvironmentVersion>> ListAsync(string? workspace, CancellationToken cancellationToken) =>
        QueryAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {EnvironmentKey.PartitionOf(workspace)}"), cancellationToken);

    /// <summary>Those of all workspaces that are being made.</summary>
    public Task<IReadOnlyList<EnvironmentVersion>> OpenAsync(CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"Open eq {true}"), cancellationToken);

    /// <summary>
    /// Reads, changes and writes under the row's ETag, again on a conflict. A change that returns the same record writes
    /// nothing. Null when there is no such version.
    /// </summary>
    public async Task<EnvironmentVersion?> UpdateAsync(
        EnvironmentKey key, Func<EnvironmentVersion, EnvironmentVersion> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        for (var conflicts = 0; ; conflicts++)
        {
            if (await ReadAsync(key, cancellationToken) is not { } row)
            {
                return null;
            }

            var before = FromEntity(row);
            var after = change(before);
            if (ReferenceEquals(after, before))
            {
                return before;
            }

            try
            {
                await table.Client.UpdateEntityAsync(ToEntity(after), row.ETag, TableUpdateMode.Replace, cancellationToken);
                return after;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 412 && conflicts < MaxConflicts)
            {
                // Another change came first.
            }
        }
    }

    public Task RemoveAsync(EnvironmentKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return table.Client.DeleteEntityAsync(key.Partition, key.Row, ETag.All, cancellationToken);
    }

    private async Task<TableEntity?> ReadAsync(EnvironmentKey key, CancellationToken cancellationToken)
    {
        var found = await table.Client.GetEntityIfExistsAsync<TableEntity>(
            key.Partition, key.Row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    private async Task<IReadOnlyList<EnvironmentVersion>> QueryAsync(string filter, CancellationToken cancellationToken)
    {
        List<EnvironmentVersion> versions = [];
        await foreach (var row in table.Client.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            versions.Add(FromEntity(row));
        }

        return versions;
    }

    private static TableEntity ToEntity(EnvironmentVersion version) => new(version.Key.Partition, version.Key.Row)
    {
        [Content] = JsonSerializer.Serialize(version),
        [Open] = version.IsOpen || (version.Workspace is null && !version.Checked),
    };

    private static EnvironmentVersion FromEntity(TableEntity entity) =>
        JsonSerializer.Deserialize<EnvironmentVersion>(entity.GetString(Content))!;
}
