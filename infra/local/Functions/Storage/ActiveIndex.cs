using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>
/// The ids of instances that have not ended, so that a start of the host need not read all instances. An entry is
/// written before its instance and removed after it: it may be there without one, never the other way round.
/// </summary>
internal sealed class ActiveIndex(HubStorage storage)
{
    private const string Id = "Id";

    private readonly TableClient _table = storage.Active;

    public Task AddAsync(string instanceId, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(
            new TableEntity(Bucket(instanceId), HubNames.Key(instanceId)) { [Id] = instanceId },
            TableUpdateMode.Replace,
            cancellationToken);

    public Task RemoveAsync(string instanceId, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(Bucket(instanceId), HubNames.Key(instanceId), ETag.All, cancellationToken);

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        await foreach (var row in _table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            ids.Add(row.GetString(Id));
        }

        return ids;
    }

    /// <summary>256 small partitions: Azurite's cost of a write grows with the partition.</summary>
    private static string Bucket(string instanceId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(instanceId)).AsSpan(0, 1));
}
