using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Runs;

/// <summary>The tables of runs, and the container of their lists; created when the app starts, where they are missing.</summary>
internal sealed class RunTables(TableServiceClient tables, BlobServiceClient blobs) : IHostedService
{
    private const int ListTables = 16;

    /// <summary>One row per run, the truth about it; see <see cref="RunKeys"/>.</summary>
    public TableClient Runs { get; } = tables.GetTableClient("Runs");

    /// <summary>One row per run that is not over, or whose end is not in the lists yet.</summary>
    public TableClient Open { get; } = tables.GetTableClient("OpenRuns");

    /// <summary>
    /// The heads of the lists of those that are over; see <see cref="Lists.RunListKeys"/>. In several tables, since for a
    /// query Azurite looks at every row of the table.
    /// </summary>
    public IReadOnlyList<TableClient> Lists { get; } =
        [.. Enumerable.Range(0, ListTables).Select(number => tables.GetTableClient($"RunLists{number:D2}"))];

    /// <summary>The one table that had all lists before.</summary>
    public TableClient FormerLists { get; } = tables.GetTableClient("RunLists");

    /// <summary>The rest of the lists, a blob for each chunk.</summary>
    public BlobContainerClient Chunks { get; } = blobs.GetBlobContainerClient("run-lists");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Runs.CreateIfNotExistsAsync(cancellationToken);
        await Open.CreateIfNotExistsAsync(cancellationToken);
        await Task.WhenAll(Lists.Select(table => table.CreateIfNotExistsAsync(cancellationToken)));
        await Chunks.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
