using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Runs;

/// <summary>The tables of <see cref="RunStore"/>; created when the app starts, where they are missing.</summary>
internal sealed class RunTables(TableServiceClient tables) : IHostedService
{
    /// <summary>Runs, their copies by state, and the directory of buckets; see <see cref="RunKeys"/>.</summary>
    public TableClient Runs { get; } = tables.GetTableClient("Runs");

    /// <summary>One row per run that is not terminal: partition key its id, row key its workspace.</summary>
    public TableClient Active { get; } = tables.GetTableClient("ActiveRuns");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Runs.CreateIfNotExistsAsync(cancellationToken);
        await Active.CreateIfNotExistsAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
