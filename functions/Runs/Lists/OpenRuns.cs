using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Runs.Lists;

/// <summary>
/// The runs that are not over, and those whose end or removal is not in the lists yet. A row is written before and
/// deleted after everything else of its run, so what a crash leaves undone is found here. It has no say: the run's own
/// row is read to know its state.
/// </summary>
internal sealed class OpenRuns(RunTables tables)
{
    /// <summary>Point reads that go on at once.</summary>
    private const int Parallelism = 16;

    /// <summary>Leaves a row alone that is there already.</summary>
    public async Task AddAsync(RunRecord run, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Open.AddEntityAsync(ToEntity(run), cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // From an attempt before, or of the run itself.
        }
    }

    /// <summary>For lists by state; nothing happens when the run is over by now.</summary>
    public async Task SetStateAsync(RunRecord run, CancellationToken cancellationToken)
    {
        TableEntity row = new(run.Workspace, RunKeys.Invert(run.Id)) { ["State"] = RunKeys.Name(run.State) };
        try
        {
            await tables.Open.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Somebody else has brought it to its end.
        }
    }

    public async Task DeleteAsync(RunReference run, CancellationToken cancellationToken) =>
        await tables.Open.DeleteEntityAsync(run.Workspace, RunKeys.Invert(run.Id), ETag.All, cancellationToken);

    /// <summary>All of them, oldest first.</summary>
    public async Task<IReadOnlyList<RunReference>> AllAsync(CancellationToken cancellationToken)
    {
        var rows = tables.Open.QueryAsync<TableEntity>(
            select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken);
        return await rows
            .Select(row => new RunReference(row.PartitionKey, RunKeys.Revert(row.RowKey).Value))
            .OrderBy(run => run.RunId, StringComparer.Ordinal)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Up to so many that may pass a query and are older than an id, newest first, as they are.</summary>
    public async Task<RunWindow> ReadAsync(
        string workspace, RunQuery query, RunId? below, int count, CancellationToken cancellationToken)
    {
        var rows = await tables.Open
            .QueryAsync<TableEntity>(Filter(workspace, query, below), count, cancellationToken: cancellationToken)
            .Take(count)
            .ToListAsync(cancellationToken);
        var found = new RunRecord?[rows.Count];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, rows.Count, parallel, async (index, token) =>
            found[index] = await FindAsync(rows[index], token));
        return new RunWindow
        {
            Runs = [.. found.OfType<RunRecord>()],
            Low = rows.Count < count ? RunId.Lowest : RunKeys.Revert(rows[^1].RowKey),
        };
    }

    private async Task<RunRecord?> FindAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var id = RunKeys.Revert(row.RowKey);
        var found = await tables.Runs.GetEntityIfExistsAsync<TableEntity>(
            RunKeys.Partition(row.PartitionKey, id), RunKeys.Run, cancellationToken: cancellationToken);
        var run = found.HasValue ? RunRow.FromEntity(found.Value!) : null;
        if (run is not null && !run.State.IsTerminal() && RunKeys.Name(run.State) != row.GetString("State"))
        {
            await SetStateAsync(run, cancellationToken);
        }

        return run?.RemovedOn is null ? run : null;
    }

    private static string Filter(string workspace, RunQuery query, RunId? below)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {RunKeys.Checked(workspace)}");
        Add(below is { } id ? RunKeys.Invert(id) : null, value => $"RowKey gt {value}");
        Add(query.State is { } state ? RunKeys.Name(state) : null, value => $"State eq {value}");
        Add(query.Trigger is { } trigger ? RunKeys.Name(trigger) : null, value => $"Trigger eq {value}");
        Add(query.Notebook, value => $"Notebook eq {value}");
        Add(query.Schedule, value => $"Schedule eq {value}");
        Add(query.Batch, value => $"Batch eq {value}");
        return filter;

        void Add(string? value, Func<string, FormattableString> condition)
        {
            if (value is not null)
            {
                filter += " and " + TableClient.CreateQueryFilter(condition(value));
            }
        }
    }

    private static TableEntity ToEntity(RunRecord run) => new(RunKeys.Checked(run.Workspace), RunKeys.Invert(run.Id))
    {
        ["State"] = RunKeys.Name(run.State),
        ["Trigger"] = RunKeys.Name(run.Trigger),
        ["Notebook"] = run.Notebook,
        ["Schedule"] = run.Schedule,
        ["Batch"] = run.Batch,
    };
}
