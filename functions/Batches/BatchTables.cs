using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Batches;

/// <summary>The tables of batches; created when the app starts, where they are missing.</summary>
public sealed class BatchTables(TableServiceClient tables) : IHostedService
{
    /// <summary>Partition key the workspace, row key the inverted id: newest first.</summary>
    public TableClient Batches { get; } = tables.GetTableClient("Batches");

    /// <summary>Partition key <c>{workspace}:{batch}:{chunk}</c> of <see cref="BatchItemRow.ChunkSize"/> items, row key the index.</summary>
    public TableClient Items { get; } = tables.GetTableClient("BatchItems");

    /// <summary>One row per batch that is not over: partition key its id, row key its workspace.</summary>
    public TableClient Active { get; } = tables.GetTableClient("ActiveBatches");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var table in (TableClient[])[Batches, Items, Active])
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
