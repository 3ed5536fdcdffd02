namespace CloudWorkspaces.Runs.Lists;

/// <summary>
/// Pages of runs, newest first: the open ones, and those of the list that suits the query. The cursor is the id of the
/// last run that was given or looked at, so runs that are added meanwhile neither shift a page nor appear in it.
/// </summary>
internal sealed class RunLister(OpenRuns open, RunListReader lists)
{
    /// <summary>Bounds the cost of a page of filters that few runs pass together: it is short then, and has a cursor.</summary>
    private const int MaxWindows = 10;

    /// <summary>Runs that are read at once where not all of them pass.</summary>
    private const int ManyAtOnce = 200;

    public async Task<RunPage> ListAsync(string workspace, RunQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        var below = RunFilter.Below(query);
        RunId? first = query.CreatedAfter is { } time ? RunId.FirstOf(time) : null;
        List<RunRecord> runs = [];
        for (var window = 0; window < MaxWindows; window++)
        {
            var read = await ReadAsync(workspace, query, below, query.Limit + 1 - runs.Count, cancellationToken);
            runs.AddRange(read.Runs.Where(run => !(run.Id < first) && RunFilter.Matches(query, run)));
            if (runs.Count > query.Limit)
            {
                return new RunPage { Items = runs[..query.Limit], Cursor = runs[query.Limit - 1].Id.Value };
            }

            if (read.Low == RunId.Lowest || read.Low <= first)
            {
                return new RunPage { Items = runs };
            }

            below = read.Low;
        }

        return new RunPage { Items = runs, Cursor = below?.Value };
    }

    /// <summary>Open ones first: a run that ends meanwhile is in the lists before it is no longer open.</summary>
    private async Task<RunWindow> ReadAsync(
        string workspace, RunQuery query, RunId? below, int missing, CancellationToken cancellationToken)
    {
        var count = RunFilter.IsWhole(query) ? missing : ManyAtOnce;
        if (query.State is { } state && !state.IsTerminal())
        {
            return await open.ReadAsync(workspace, query, below, count, cancellationToken);
        }

        var list = RunListKeys.Partition(workspace, RunFilter.List(query));
        if (query.State is not null)
        {
            return await lists.ReadAsync(list, below, count, cancellationToken);
        }

        var under = await open.ReadAsync(workspace, query, below, count, cancellationToken);
        var over = await lists.ReadAsync(list, below, count, cancellationToken);
        var low = under.Low > over.Low ? under.Low : over.Low;
        return new RunWindow
        {
            Runs =
            [
                .. over.Runs.Concat(under.Runs)
                    .Where(run => run.Id >= low)
                    .DistinctBy(run => run.Id)
                    .OrderByDescending(run => run.Id),
            ],
            Low = low,
        };
    }
}
