using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Secrets;

/// <summary>The rows of secrets: partition the workspace.</summary>
public sealed class SecretTable(TableServiceClient tables) : IHostedService
{
    private const string Delivered = "secret:";
    private const string DeliveredEnd = "secret;";
    private const string Kept = "kept:";

    public TableClient Client { get; } = tables.GetTableClient("Secrets");

    /// <summary>The product's own are apart from the users', so that no name of theirs can clash.</summary>
    public static string Key(SecretDelivery delivery, string name) =>
        (delivery is SecretDelivery.None ? Kept : Delivered) + name;

    public Task StartAsync(CancellationToken cancellationToken) => Client.CreateIfNotExistsAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<(ETag Tag, Secret? Secret)> FindAsync(
        string workspace, string key, CancellationToken cancellationToken)
    {
        var found = await Client.GetEntityIfExistsAsync<TableEntity>(workspace, key, cancellationToken: cancellationToken);
        return found.HasValue ? (found.Value!.ETag, SecretRow.FromEntity(found.Value)) : (default, null);
    }

    /// <summary>Those that containers get, by name.</summary>
    public async IAsyncEnumerable<Secret> ListAsync(
        string workspace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {workspace} and RowKey ge {Delivered} and RowKey lt {DeliveredEnd}");
        await foreach (var row in Client.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return SecretRow.FromEntity(row);
        }
    }

    public async Task DeleteAllAsync(string workspace, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {workspace}");
        await foreach (var row in Client.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            await Client.DeleteEntityAsync(workspace, row.RowKey, ETag.All, cancellationToken);
        }
    }
}
