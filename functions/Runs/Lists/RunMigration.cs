using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Runs.Lists;

/// <summary>
/// Brings runs of former layouts into the present one when the app starts: lists that were all in one table, and runs by days. There, runs were in partitions
/// <c>{workspace}:{day}</c> under <c>r:…</c> with copies under <c>s:…</c>, and the partition <c>{workspace}</c> named the
/// days. A day's rows go when all of its runs have come over, so that a crash repeats it.
/// </summary>
internal sealed class RunMigration(RunTables tables, OpenRuns open, IRunStore store, WorkspaceStore workspaces)
    : IHostedService
{
    private const int NoDay = 99_999_999;
    private const int MaxTransaction = 100;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await MoveListsAsync(cancellationToken);
        await foreach (var workspace in workspaces.ListAsync(cancellationToken))
        {
            await MigrateAsync(workspace.Name.Value, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Row by row, and the table goes last, so that a crash repeats what is left. One question where there is none.</summary>
    public async Task MoveListsAsync(CancellationToken cancellationToken)
    {
        RunListTable lists = new(tables);
        try
        {
            await Parallel.ForEachAsync(
                tables.FormerLists.QueryAsync<TableEntity>(cancellationToken: cancellationToken),
                cancellationToken,
                async (row, token) =>
                {
                    await lists.Of(row.PartitionKey).UpsertEntityAsync(row, TableUpdateMode.Replace, token);
                    await tables.FormerLists.DeleteEntityAsync(row, ETag.All, token);
                });
            await tables.FormerLists.DeleteAsync(cancellationToken);
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            // It was never there, or has been moved.
        }
    }

    /// <summary>One read for a workspace that has none.</summary>
    public async Task MigrateAsync(string workspace, CancellationToken cancellationToken)
    {
        foreach (var row in await RowsAsync(workspace, cancellationToken))
        {
            var day = $"{workspace}:{NoDay - int.Parse(row.RowKey):D8}";
            var rows = await RowsAsync(day, cancellationToken);
            await Parallel.ForEachAsync(
                rows.Where(found => found.RowKey.StartsWith("r:", StringComparison.Ordinal)),
                cancellationToken,
                async (run, token) => await TakeOverAsync(RunRow.FromEntity(run), token));
            foreach (var some in rows.Chunk(MaxTransaction))
            {
                await tables.Runs.SubmitTransactionAsync(
                    some.Select(old => new TableTransactionAction(TableTransactionActionType.Delete, old, ETag.All)),
                    cancellationToken);
            }

            await tables.Runs.DeleteEntityAsync(row, ETag.All, cancellationToken);
        }
    }

    private async Task TakeOverAsync(RunRecord run, CancellationToken cancellationToken)
    {
        await open.AddAsync(run, cancellationToken);
        try
        {
            await tables.Runs.AddEntityAsync(RunRow.ToEntity(run), cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // An earlier start has come so far.
        }

        await store.ForgetActiveAsync(new RunReference(run.Workspace, run.Id.Value), cancellationToken);
    }

    private Task<List<TableEntity>> RowsAsync(string partition, CancellationToken cancellationToken) => tables.Runs
        .QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellationToken)
        .ToListAsync(cancellationToken)
        .AsTask();
}
