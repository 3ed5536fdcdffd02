using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Events;
using CloudWorkspaces.Runs.Lists;

namespace CloudWorkspaces.Runs;

/// <summary>Runs on table storage; <see cref="RunKeys"/> says how they are laid out.</summary>
internal sealed class RunStore(RunTables tables, OpenRuns open, RunLists lists, RunLister lister, ChangeSignals changes) : IRunStore
{
    private const int MaxConflicts = 50;

    public async Task<bool> TryInsertAsync(RunRecord run, CancellationToken cancellationToken)
    {
        // In this order a crash leaves an entry without a run, which the janitor drops, and never the reverse.
        await open.AddAsync(run, cancellationToken);
        try
        {
            await tables.Runs.AddEntityAsync(RunRow.ToEntity(run), cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            return false;
        }
    }

    public async Task<RunRecord?> FindAsync(string workspace, RunId id, CancellationToken cancellationToken) =>
        await ReadAsync(workspace, id, cancellationToken) is { Run.RemovedOn: null } row ? row.Run : null;

    public async Task<RunRecord> UpdateAsync(
        string workspace, RunId id, Func<RunRecord, RunRecord> change, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            var (before, tag) = await ReadAsync(workspace, id, cancellationToken) is { Run.RemovedOn: null } row
                ? row
                : throw new RunNotFoundException(workspace, id);
            var after = change(before);
            if (after == before)
            {
                return before;
            }

            RunChange.Check(before, after);
            after = after with { Version = before.Version + 1 };
            if (await TryWriteAsync(before, after, tag, last: conflicts >= MaxConflicts, cancellationToken) is { } written)
            {
                changes.Tell(new RunReference(workspace, id.Value));
                if (after.State.IsTerminal() && after.RemovedOn is null)
                {
                    await CloseAsync(new StoredRun(after, written), cancellationToken);
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
        foreach (var run in await open.AllAsync(cancellationToken))
        {
            yield return run;
        }
    }

    public async Task ForgetActiveAsync(RunReference run, CancellationToken cancellationToken)
    {
        switch (await ReadAsync(run.Workspace, run.Id, cancellationToken))
        {
            case { } stored when stored.Run.State.IsTerminal():
                await CloseAsync(stored, cancellationToken);
                break;
            case null:
                await open.DeleteAsync(run, cancellationToken);
                break;
        }
    }

    public async Task<bool> IsRemovedAsync(RunReference run, CancellationToken cancellationToken) =>
        await ReadAsync(run.Workspace, run.Id, cancellationToken) is { Run.RemovedOn: not null };

    /// <summary>
    /// Writes a run that is over into the lists, as it is when they are written: who changes it meanwhile is not undone.
    /// One that is removed leaves them, and then goes itself.
    /// </summary>
    private async Task CloseAsync(StoredRun stored, CancellationToken cancellationToken)
    {
        for (var changes = 0; changes <= MaxConflicts; changes++)
        {
            var (run, tag) = stored;
            await lists.WriteAsync(run, cancellationToken);
            var now = await ReadAsync(run.Workspace, run.Id, cancellationToken);
            if (now is not null && now.Tag != tag)
            {
                stored = now;
                continue;
            }

            if (run.RemovedOn is not null)
            {
                await tables.Runs.DeleteEntityAsync(
                    RunKeys.Partition(run.Workspace, run.Id), RunKeys.Run, ETag.All, cancellationToken);
            }

            await open.DeleteAsync(new RunReference(run.Workspace, run.Id.Value), cancellationToken);
            return;
        }
    }

    private async Task<StoredRun?> ReadAsync(string workspace, RunId id, CancellationToken cancellationToken)
    {
        var row = await tables.Runs.GetEntityIfExistsAsync<TableEntity>(
            RunKeys.Partition(workspace, id), RunKeys.Run, cancellationToken: cancellationToken);
        return row.HasValue ? new StoredRun(RunRow.FromEntity(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>Null when somebody else has changed the run.</summary>
    private async Task<ETag?> TryWriteAsync(
        RunRecord before, RunRecord after, ETag tag, bool last, CancellationToken cancellationToken)
    {
        // Before the run itself, so that a crash in between is repaired by whoever asks for the change again.
        if (before.State.IsTerminal())
        {
            await open.AddAsync(after, cancellationToken);
        }
        else if (before.State != after.State && !after.State.IsTerminal())
        {
            await open.SetStateAsync(after, cancellationToken);
        }

        try
        {
            var answer = await tables.Runs.UpdateEntityAsync(
                RunRow.ToEntity(after), tag, TableUpdateMode.Replace, cancellationToken);
            return answer.Headers.ETag;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 412 && !last)
        {
            return null;
        }
    }

    private sealed record StoredRun(RunRecord Run, ETag Tag);
}
