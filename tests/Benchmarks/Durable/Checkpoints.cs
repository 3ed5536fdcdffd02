using Azure.Data.Tables;

namespace CloudWorkspaces.Benchmarks.Durable;

/// <summary>
/// The alternative to an engine: a loop written by hand that keeps its place in a table row. The least that could be
/// gone on with after a crash: the row is inserted, written after each step, and written with the result.
/// </summary>
internal sealed class Checkpoints(TableClient table)
{
    public static async Task<Checkpoints> CreateAsync(string storage)
    {
        var table = new TableClient(storage, $"c{Guid.NewGuid():N}");
        await table.CreateAsync();
        return new Checkpoints(table);
    }

    public async Task InARowAsync(int steps)
    {
        var row = new TableEntity(Guid.NewGuid().ToString("N"), "state") { ["Status"] = "Running", ["Done"] = 0 };
        var etag = (await table.AddEntityAsync(row)).Headers.ETag!.Value;
        for (var step = 0; step < steps; step++)
        {
            row["Done"] = BenchmarkFunctions.Step(step);
            etag = (await table.UpdateEntityAsync(row, etag)).Headers.ETag!.Value;
        }

        row["Status"] = "Completed";
        await table.UpdateEntityAsync(row, etag);
    }

    /// <summary>Each step has a row of its own, since they end in any order.</summary>
    public async Task AtOnceAsync(int steps)
    {
        var row = new TableEntity(Guid.NewGuid().ToString("N"), "state") { ["Status"] = "Running" };
        var etag = (await table.AddEntityAsync(row)).Headers.ETag!.Value;
        await Task.WhenAll(Enumerable.Range(0, steps).Select(step => table.AddEntityAsync(
            new TableEntity(row.PartitionKey, $"step{step}") { ["Result"] = BenchmarkFunctions.Step(step) })));
        row["Status"] = "Completed";
        await table.UpdateEntityAsync(row, etag);
    }
}
