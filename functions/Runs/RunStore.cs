using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Runs;

/// <summary>Runs on table storage; <see cref="RunKeys"/> says how they are laid out.</summary>
internal sealed class RunStore(RunTables tables, RunDirectory directory, RunLister lister) : IRunStore
{
    private const int MaxConflicts = 50;

    public async Task<bool> TryInsertAsync(RunRecord run, CancellationToken cancellationToken)
    {
        // In this order a crash leaves an entry without a run, which the janitor drops, and never the reverse.
        await tables.Active.UpsertEntityAsync(
            new TableEntity(run.Id.Value, run.Workspace), TableUpdateMode.Replace, cancellationToken);
        await directory.AddAsync(run.Workspace, run.Id.Bucket, cancellationToken);
        try
        {
            await tables.Runs.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, RunRow.ToEntity(run, RunKeys.Run(run.Id))),
                    new(TableTransactionActionType.Add, RunRow.ToEntity(run, RunKeys.State(run.State, run.Id))),
                ],
                cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            return false;
        }
    }

    public async Task<RunRecord?> FindAsync(string workspace, RunId id, CancellationToken cancellationToken) =>
        await ReadAsync(workspace, id, cancellationToken) is { } row ? RunRow.FromEntity(row) : null;

    public async Task<RunRecord> UpdateAsync(
        string workspace, RunId id, Func<RunRecord, RunRecord> change, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            var row = await ReadAsync(workspace, id, cancellationToken) ??
                throw new RunNotFoundException(workspace, id);
            var before = RunRow.FromEntity(row);
            var after = change(before);
            if (after == before)
            {
                return before;
            }

            RunChange.Check(before, after);
            if (await TryWriteAsync(before, after, row.ETag, last: conflicts >= MaxConflicts, cancellationToken))
            {
                if (after.State.IsTerminal())
                {
                    await ForgetActiveAsync(new RunReference(workspace, id.Value), cancellationToken);
                }

                return after;
            }
        }
    }

    public Task<RunPage> ListAsync(string workspace, RunQuery query, CancellationToken cancellationToken) =>
        lister.ListAsync(workspace, query, cancellationToken);

    public async IAsyncEnumerable<RunReference> ActiveAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = tables.Active.QueryAsync<TableEntity>(cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            yield return new RunReference(row.RowKey, row.PartitionKey);
        }
    }

    public async Task ForgetActiveAsync(RunReference run, CancellationToken cancellationToken) =>
        await tables.Active.DeleteEntityAsync(run.RunId, run.Workspace, ETag.All, cancellationToken);

    private async Task<TableEntity?> ReadAsync(string workspace, RunId id, CancellationToken cancellationToken)
    {
        var row = await tables.Runs.GetEntityIfExistsAsync<TableEntity>(
            RunKeys.Partition(workspace, id.Bucket), RunKeys.Run(id), cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private async Task<bool> TryWriteAsync(
        RunRecord before, RunRecord after, ETag etag, bool last, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.UpdateReplace, RunRow.ToEntity(after, RunKeys.Run(after.Id)), etag),
            new(TableTransactionActionType.UpsertReplace, RunRow.ToEntity(after, RunKeys.State(after.State, after.Id))),
        ];
        if (before.State != after.State)
        {
            var old = RunRow.ToEntity(before, RunKeys.State(before.State, before.Id));
            actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, old, ETag.All));
        }

        try
        {
            await tables.Runs.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412 && !last)
        {
            return false;
        }
    }
}
