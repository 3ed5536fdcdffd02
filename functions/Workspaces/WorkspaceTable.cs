using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Workspaces;

/// <summary>
/// The table of workspaces, created when the app starts. The partition of a workspace has its own row and one for each
/// member; the partition <c>user:{user}</c> lists the workspaces that a user is in, and counts those made by the user.
/// </summary>
public sealed class WorkspaceTable(TableServiceClient tables) : IHostedService
{
    public TableClient Client { get; } = tables.GetTableClient("Workspaces");

    public Task StartAsync(CancellationToken cancellationToken) => Client.CreateIfNotExistsAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public static string UserPartition(string user) => $"user:{user}";

    public async Task<TableEntity?> FindAsync(string partition, string row, CancellationToken cancellationToken)
    {
        var found = await Client.GetEntityIfExistsAsync<TableEntity>(
            partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>The rows of a partition, or of all, whose keys begin with a prefix that ends with a colon.</summary>
    public IAsyncEnumerable<TableEntity> ListAsync(string? partition, string prefix, CancellationToken cancellationToken)
    {
        var end = prefix[..^1] + ';';
        var filter = TableClient.CreateQueryFilter($"RowKey ge {prefix} and RowKey lt {end}");
        return Client.QueryAsync<TableEntity>(
            partition is null ? filter : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and ") + filter,
            cancellationToken: cancellationToken);
    }
}
