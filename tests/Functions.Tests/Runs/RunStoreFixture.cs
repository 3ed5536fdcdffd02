using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CloudWorkspaces.Events;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Lists;
using CloudWorkspaces.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudWorkspaces.Functions.Tests.Runs;

/// <summary>A run store on the shared Azurite. Tests use workspaces of their own.</summary>
internal static class RunStoreFixture
{
    public static async Task<RunStore> CreateAsync() => Create(await TablesAsync(), new RunListSizes());

    public static RunStore Create(RunTables tables, RunListSizes sizes)
    {
        RunListTable table = new(tables);
        OpenRuns open = new(tables);
        return new RunStore(tables, open, Lists(tables, sizes), new RunLister(open, new RunListReader(table)), new ChangeSignals());
    }

    public static RunLists Lists(RunTables tables, RunListSizes sizes)
    {
        RunListTable table = new(tables);
        return new RunLists(
            table, new RunListChunks(table, sizes, TimeProvider.System), sizes, NullLogger<RunLists>.Instance);
    }

    public static async Task<RunTables> TablesAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var tables = new RunTables(
            new TableServiceClient(azurite.ConnectionString), new BlobServiceClient(azurite.ConnectionString));
        await tables.StartAsync(CancellationToken.None);
        return tables;
    }
}
