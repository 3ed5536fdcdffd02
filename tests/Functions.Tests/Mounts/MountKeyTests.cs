using System.Net;
using Azure.Data.Tables;
using CloudWorkspaces.Functions.Tests.Api;

namespace CloudWorkspaces.Functions.Tests.Mounts;

/// <summary>What opens a mount goes in, stays encrypted, and goes with the mount.</summary>
[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class MountKeyTests(ApiFixture api)
{
    private readonly string _canary = $"canary{Guid.NewGuid():N}";

    [Fact]
    public async Task Put_WithASignatureOrKey_ItIsFoundNowhere()
    {
        using var mounts = await MountAddress.NewAsync(api);
        var key = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(_canary));

        var blob = await mounts.PutAsync("blob", Signed()).JsonAsync(HttpStatusCode.Created);
        var share = await mounts.PutAsync("share", new { kind = "share", share = "any", account = "other1", accountKey = key })
            .JsonAsync(HttpStatusCode.Created);

        Assert.Equal(
            ("https://a.blob.core.windows.net", "c-1", true),
            (blob["account"]!.GetValue<string>(), blob["container"]!.GetValue<string>(), blob["hasKey"]!.GetValue<bool>()));
        Assert.Equal(("other1", true), (share["account"]!.GetValue<string>(), share["hasKey"]!.GetValue<bool>()));
        var one = await mounts.GetAsync("blob").JsonAsync(HttpStatusCode.OK);
        var list = await mounts.GetAsync().JsonAsync(HttpStatusCode.OK);
        var rows = await RowsAsync();
        Assert.Contains(rows, row => row.Contains("c-1", StringComparison.Ordinal));
        Assert.Equal(2, await KeysAsync(mounts));
        var everything = string.Join('\n', [.. rows, $"{blob}{share}{one}{list}", api.Output]);
        Assert.DoesNotContain(_canary, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(key, everything, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_InPlaceOfOneWithAKey_RemovesTheOldKey()
    {
        using var mounts = await MountAddress.NewAsync(api);
        using var first = await mounts.PutAsync("m", Signed());
        var before = await ValuesAsync(mounts);

        using var second = await mounts.PutAsync("m", Signed());
        var after = await ValuesAsync(mounts);
        Assert.NotEqual(Assert.Single(before), Assert.Single(after));
        Assert.Equal(1, await KeysAsync(mounts));

        var plain = await mounts.PutAsync("m", new { kind = "blob" }).JsonAsync(HttpStatusCode.OK);
        Assert.False(plain["hasKey"]!.GetValue<bool>());
        Assert.Equal((0, 0), (await KeysAsync(mounts), (await ValuesAsync(mounts)).Count));
    }

    [Fact]
    public async Task Put_Refused_LeavesMountAndKeyAsTheyWere()
    {
        using var mounts = await MountAddress.NewAsync(api);
        using var put = await mounts.PutAsync("m", Signed());
        await mounts.PutAsync("other", new { kind = "cache", path = "/mnt/taken" }).JsonAsync(HttpStatusCode.Created);
        var before = Assert.Single(await ValuesAsync(mounts));

        await mounts.PutAsync("m", Signed("/mnt/taken/in")).ProblemAsync(400, "invalid-request");
        await mounts.PutAsync("m", Signed(), "If-Match", "\"stale\"").ProblemAsync(412, "precondition-failed");
        await mounts.PutAsync("new", Signed("/mnt/taken")).ProblemAsync(400, "invalid-request");
        await mounts.DeleteAsync("m", "If-Match", "\"stale\"").ProblemAsync(412, "precondition-failed");

        using var found = await mounts.GetAsync("m");
        Assert.Equal(put.Headers.ETag, found.Headers.ETag);
        Assert.Equal(before, Assert.Single(await ValuesAsync(mounts)));
        Assert.Equal(1, await KeysAsync(mounts));
    }

    [Fact]
    public async Task Delete_RemovesTheKeyToo()
    {
        using var mounts = await MountAddress.NewAsync(api);
        await mounts.PutAsync("m", Signed()).JsonAsync(HttpStatusCode.Created);

        using var deleted = await mounts.DeleteAsync("m");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal((0, 0), (await KeysAsync(mounts), (await ValuesAsync(mounts)).Count));
    }

    [Fact]
    public async Task Put_ManyAtOnceOfOneName_OneKeyStays()
    {
        using var mounts = await MountAddress.NewAsync(api);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => mounts.PutAsync("m", Signed())));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal((1, 1), (await KeysAsync(mounts), (await ValuesAsync(mounts)).Count));
        Array.ForEach(answers, answer => answer.Dispose());
    }

    private object Signed(string? path = null) => new
    {
        kind = "blob",
        path,
        sasUrl = $"https://a.blob.core.windows.net/c-1?sv=2026-02-06&sr=c&sp=rl&sig={_canary}",
    };

    private async Task<int> KeysAsync(MountAddress mounts) => (await RowsOfAsync("Secrets", mounts)).Count;

    private async Task<List<string>> ValuesAsync(MountAddress mounts) =>
        [.. (await RowsOfAsync("SecretValues", mounts)).Select(row => row.RowKey)];

    private Task<List<TableEntity>> RowsOfAsync(string table, MountAddress mounts) => new TableClient(api.Storage, table)
        .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {mounts.Workspace}")).ToListAsync().AsTask();

    /// <summary>All rows of all tables, as text; binary columns as Latin-1.</summary>
    private async Task<List<string>> RowsAsync()
    {
        TableServiceClient tables = new(api.Storage);
        List<string> rows = [];
        await foreach (var table in tables.QueryAsync())
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                rows.Add(string.Join(' ', row.Select(column => column.Value is byte[] bytes
                    ? System.Text.Encoding.Latin1.GetString(bytes)
                    : $"{column.Value}")));
            }
        }

        return rows;
    }
}
