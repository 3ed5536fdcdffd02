using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Lists;
using CloudWorkspaces.Testing;
using CloudWorkspaces.Workspaces;
using static CloudWorkspaces.Functions.Tests.Runs.RunSamples;

namespace CloudWorkspaces.Functions.Tests.Runs;

[Trait("Category", "Azurite")]
public sealed class RunMigrationTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task MigrateAsync_RowsByDay_AreFoundAndListedAndLeaveNothing()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var tables = await RunStoreFixture.TablesAsync();
        var store = RunStoreFixture.Create(tables, new RunListSizes());
        var workspaces = new WorkspaceStore(new WorkspaceTable(new TableServiceClient(azurite.ConnectionString)));
        RunMigration migration = new(tables, new OpenRuns(tables), store, workspaces);
        var workspace = NewWorkspace();
        List<RunRecord> runs = [];
        for (var index = 0; index < 70; index++)
        {
            var run = Accepted(workspace, Now.AddHours(-index));
            runs.Add(index == 0 ? run : run with { State = RunState.Succeeded, Cause = Completed });
            await WriteByDayAsync(tables, runs[^1]);
        }

        await migration.MigrateAsync(workspace, None);
        await migration.MigrateAsync(workspace, None);

        Assert.Equal(runs, (await store.ListAsync(workspace, new RunQuery { Limit = 100 }, None)).Items);
        Assert.Equal(runs[40], await store.FindAsync(workspace, runs[40].Id, None));
        Assert.Equal([runs[0]], (await store.ListAsync(workspace, new RunQuery { State = RunState.Accepted }, None)).Items);
        var active = await store.ActiveAsync(None).Where(run => run.Workspace == workspace).ToListAsync();
        Assert.Equal([new RunReference(workspace, runs[0].Id.Value)], active);
        var left = tables.Runs.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey ge {workspace} and PartitionKey lt {workspace + ':' + '3'}"));
        Assert.Equal(runs.Count, await left.CountAsync(row => row.RowKey == RunKeys.Run));
        Assert.Equal(0, await left.CountAsync(row => row.RowKey != RunKeys.Run));
    }

    [Fact]
    public async Task MoveListsAsync_ListsInOneTable_AreListedAsBefore()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        RunTables tables = new(new TableServiceClient(azurite.ConnectionString), new BlobServiceClient(azurite.ConnectionString));
        await tables.StartAsync(None);
        var store = RunStoreFixture.Create(tables, new RunListSizes { Head = 3, Over = 3, Chunk = 6, Look = 4 });
        var workspace = NewWorkspace();
        for (var index = 0; index < 40; index++)
        {
            var run = Accepted(workspace, Now.AddHours(-index));
            await store.TryInsertAsync(run, None);
            await store.UpdateAsync(workspace, run.Id, record => record with { State = RunState.Succeeded, Cause = Completed, EndedOn = Now }, None);
        }

        var before = await AllAsync();
        await tables.FormerLists.CreateAsync();
        foreach (var table in tables.Lists)
        {
            await foreach (var row in table.QueryAsync<TableEntity>())
            {
                await tables.FormerLists.UpsertEntityAsync(row);
                await table.DeleteEntityAsync(row);
            }
        }

        Assert.Empty(await AllAsync());
        RunMigration migration = new(tables, new OpenRuns(tables), store, new WorkspaceStore(new WorkspaceTable(new TableServiceClient(azurite.ConnectionString))));
        await migration.MoveListsAsync(None);
        await migration.MoveListsAsync(None);

        Assert.Equal(40, before.Count);
        Assert.Equal(before, await AllAsync());
        Assert.DoesNotContain(
            "RunLists", await new TableServiceClient(azurite.ConnectionString).QueryAsync().Select(table => table.Name).ToListAsync());

        async Task<IReadOnlyList<RunRecord>> AllAsync() =>
            (await store.ListAsync(workspace, new RunQuery { State = RunState.Succeeded, Limit = 100 }, None)).Items;
    }

    private static async Task WriteByDayAsync(RunTables tables, RunRecord run)
    {
        var day = run.CreatedOn.ToString("yyyyMMdd");
        await tables.Runs.UpsertEntityAsync(new TableEntity(run.Workspace, $"{99_999_999 - int.Parse(day):D8}"));
        foreach (var key in (string[])["r:", $"s:{RunKeys.Name(run.State)}:"])
        {
            var row = RunRow.ToEntity(run);
            (row.PartitionKey, row.RowKey) = ($"{run.Workspace}:{day}", key + RunKeys.Invert(run.Id));
            await tables.Runs.UpsertEntityAsync(row);
        }
    }
}
