using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>The tables of <see cref="CostLedger"/>; created when the app starts, where they are missing.</summary>
internal sealed class CostTables(TableServiceClient tables) : IHostedService
{
    /// <summary>
    /// What is booked: partition <c>{workspace}:{day}</c>, by the day of the group's end so that partitions stay small;
    /// a row for each group, and their total.
    /// </summary>
    public TableClient Costs { get; } = tables.GetTableClient("Costs");

    /// <summary>What is not booked yet: partition the workspace.</summary>
    public TableClient Meters { get; } = tables.GetTableClient("Meters");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Costs.CreateIfNotExistsAsync(cancellationToken);
        await Meters.CreateIfNotExistsAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
