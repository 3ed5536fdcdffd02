using Azure.Data.Tables;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Functions.Tests.Runs;

/// <summary>A run store on the shared Azurite. Tests use workspaces of their own.</summary>
internal static class RunStoreFixture
{
    public static async Task<RunStore> CreateAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var tables = new RunTables(new TableServiceClient(azurite.ConnectionString));
        await tables.StartAsync(CancellationToken.None);
        var directory = new RunDirectory(tables);
        return new RunStore(tables, directory, new RunLister(tables, directory));
    }
}
