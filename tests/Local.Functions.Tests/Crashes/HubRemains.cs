using Azure.Data.Tables;
using CloudWorkspaces.Local.Functions.Storage;

namespace CloudWorkspaces.Local.Functions.Tests.Crashes;

/// <summary>What a hub may hold when nothing is under way.</summary>
internal static class HubRemains
{
    /// <summary>Ended instances with their last history and its payloads; no mail, no index entries, nothing else.</summary>
    public static async Task CheckEndedAsync(HubStorage storage)
    {
        var named = new HashSet<string>();
        await foreach (var row in storage.Instances.QueryAsync<TableEntity>())
        {
            Assert.False(row.RowKey[0] is 'i' or 'o', $"{row.PartitionKey} still has {row.RowKey}");
            named.UnionWith(PayloadStore.Named(row).Select(payload => payload.Name).Where(name => name.Length > 0));
        }

        await CheckIndexAsync(storage);
        var stored = await PayloadsAsync(storage);
        Assert.True(named.SetEquals(stored), $"Orphans: {string.Join(' ', stored.Except(named))}; lost: {string.Join(' ', named.Except(stored))}");
    }

    public static async Task CheckEmptyAsync(HubStorage storage)
    {
        await foreach (var row in storage.Instances.QueryAsync<TableEntity>())
        {
            Assert.Fail($"{row.PartitionKey} still has {row.RowKey}");
        }

        await CheckIndexAsync(storage);
        Assert.Empty(await PayloadsAsync(storage));
    }

    private static async Task CheckIndexAsync(HubStorage storage)
    {
        await foreach (var row in storage.Active.QueryAsync<TableEntity>())
        {
            Assert.Fail($"{row.RowKey} is still in the index");
        }
    }

    private static async Task<List<string>> PayloadsAsync(HubStorage storage)
    {
        var all = await new InstanceEraser(storage).ListBlobsAsync(null, CancellationToken.None);
        return [.. all.SelectMany(names => names)];
    }
}
