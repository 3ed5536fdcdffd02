using Azure.Data.Tables;

namespace CloudWorkspaces.Runs;

/// <summary>
/// Pages of runs: range reads of the buckets that the directory names, newest first. The cursor is the id of the last
/// run that was given, so runs that are added meanwhile neither shift a page nor appear in it.
/// </summary>
internal sealed class RunLister(RunTables tables, RunDirectory directory)
{
    /// <summary>Bounds the cost of a page of a filter that few runs pass: the page is short then, and has a cursor.</summary>
    private const int MaxBuckets = 100;

    public async Task<RunPage> ListAsync(string workspace, RunQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        RunId? after = query.Cursor is null ? null : RunId.Parse(query.Cursor);
        List<RunRecord> runs = [];
        var buckets = 0;
        await foreach (var bucket in directory.ReadAsync(workspace, after?.Bucket, cancellationToken))
        {
            if (++buckets > MaxBuckets)
            {
                return new RunPage { Items = runs, Cursor = RunId.EndOf(bucket).Value };
            }

            await ReadAsync(workspace, bucket, query, after, runs, cancellationToken);
            if (runs.Count > query.Limit)
            {
                runs.RemoveAt(query.Limit);
                return new RunPage { Items = runs, Cursor = runs[^1].Id.Value };
            }
        }

        return new RunPage { Items = runs };
    }

    /// <summary>Adds runs of a bucket until there is one more than the page holds, which tells that it is not the last.</summary>
    private async Task ReadAsync(
        string workspace,
        string bucket,
        RunQuery query,
        RunId? after,
        List<RunRecord> runs,
        CancellationToken cancellationToken)
    {
        var partition = RunKeys.Partition(workspace, bucket);
        var prefix = query.State is { } state ? RunKeys.StatePrefix(state) : RunKeys.RunPrefix;
        // Every character of an inverted id sorts above '.' and below '~'.
        var first = prefix + (after is { } id && id.Bucket == bucket ? RunKeys.Invert(id) : ".");
        var last = prefix + "~";
        var missing = query.Limit + 1 - runs.Count;
        var rows = tables.Runs.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {first} and RowKey lt {last}"),
            maxPerPage: missing,
            cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            runs.Add(RunRow.FromEntity(row));
            if (--missing == 0)
            {
                return;
            }
        }
    }
}
