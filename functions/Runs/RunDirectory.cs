using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Runs;

/// <summary>Which buckets of a workspace have runs. A bucket's row is written before its first run.</summary>
internal sealed class RunDirectory(RunTables tables)
{
    private readonly ConcurrentDictionary<(string Workspace, string Bucket), bool> _known = new();

    public async Task AddAsync(string workspace, string bucket, CancellationToken cancellationToken)
    {
        if (_known.ContainsKey((workspace, bucket)))
        {
            return;
        }

        var row = new TableEntity(RunKeys.DirectoryPartition(workspace), RunKeys.DirectoryRow(bucket));
        await tables.Runs.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        _known[(workspace, bucket)] = true;
    }

    /// <summary>Buckets, newest first, from <paramref name="newest"/> back, or from the newest there is.</summary>
    public async IAsyncEnumerable<string> ReadAsync(
        string workspace, string? newest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = RunKeys.DirectoryPartition(workspace);
        var first = newest is null ? "" : RunKeys.DirectoryRow(newest);
        AsyncPageable<TableEntity> rows = tables.Runs.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first}"),
            select: ["RowKey"],
            cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            yield return RunKeys.BucketOf(row.RowKey);
        }
    }
}
