using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Events;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions;

/// <summary>Sessions on table storage; <see cref="SessionRows"/> says how they are laid out.</summary>
internal sealed class SessionStore(SessionTables tables, SessionAdmission admission, ChangeSignals changes) : ISessionStore
{
    private const int MaxConflicts = 50;

    public async Task InsertAsync(SessionRecord session, int maxLive, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            List<TableTransactionAction> actions =
            [
                new(TableTransactionActionType.Add, SessionRow.ToEntity(session)),
                .. await admission.EnterAsync(session, maxLive, cancellationToken),
            ];
            await RememberActiveAsync(session, cancellationToken);
            if (await TryWriteAsync(actions, last: conflicts >= MaxConflicts, cancellationToken))
            {
                return;
            }
        }
    }

    public async Task<SessionRecord?> FindAsync(string workspace, RunId id, CancellationToken cancellationToken) =>
        await ReadAsync(workspace, id, cancellationToken) is { } row ? SessionRow.FromEntity(row) : null;

    public async Task<SessionRecord?> UpdateAsync(
        string workspace,
        RunId id,
        Func<SessionRecord, SessionRecord> change,
        CancellationToken cancellationToken,
        int maxLive = int.MaxValue)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            if (await ReadAsync(workspace, id, cancellationToken) is not { } row)
            {
                return null;
            }

            var before = SessionRow.FromEntity(row);
            var after = change(before);
            if (after == before)
            {
                return before;
            }

            SessionTransitions.Check(before, after);
            List<TableTransactionAction> actions =
            [
                new(TableTransactionActionType.UpdateReplace, SessionRow.ToEntity(after), row.ETag),
                .. (before.State.IsOver(), after.State.IsOver()) switch
                {
                    (true, false) => await admission.EnterAsync(after, maxLive, cancellationToken),
                    (false, true) => [SessionAdmission.Leave(after)],
                    _ => (IReadOnlyList<TableTransactionAction>)[],
                },
            ];
            if (after.Attempt != before.Attempt)
            {
                await RememberActiveAsync(after, cancellationToken);
            }

            if (await TryWriteAsync(actions, last: conflicts >= MaxConflicts, cancellationToken))
            {
                changes.Tell(after.Reference);
                if (after.State.IsOver())
                {
                    await ForgetActiveAsync(after.Reference, cancellationToken);
                }

                return after;
            }
        }
    }

    public async Task<IReadOnlyList<SessionRecord>> ListAsync(
        string workspace, int limit, RunId? after, CancellationToken cancellationToken)
    {
        var first = after is { } id ? SessionRows.Session(id) : SessionRows.SessionPrefix;
        var last = SessionRows.SessionPrefix + SessionRows.End;
        var rows = tables.Sessions.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {workspace} and RowKey gt {first} and RowKey lt {last}"),
            maxPerPage: limit + 1,
            cancellationToken: cancellationToken);
        return await rows.Take(limit + 1).Select(SessionRow.FromEntity).ToListAsync(cancellationToken);
    }

    public async IAsyncEnumerable<SessionReference> ActiveAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in tables.Active.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            yield return new(row.GetString("Workspace"), row.PartitionKey, int.Parse(row.RowKey));
        }
    }

    public async Task ForgetActiveAsync(SessionReference session, CancellationToken cancellationToken) =>
        await tables.Active.DeleteEntityAsync(
            session.SessionId, $"{session.Attempt}", ETag.All, cancellationToken);

    /// <summary>Before the session's row: a crash leaves an entry without a session, which the janitor drops.</summary>
    private async Task RememberActiveAsync(SessionRecord session, CancellationToken cancellationToken) =>
        await tables.Active.UpsertEntityAsync(
            new TableEntity(session.Id.Value, $"{session.Attempt}") { ["Workspace"] = session.Workspace },
            TableUpdateMode.Replace,
            cancellationToken);

    private async Task<TableEntity?> ReadAsync(string workspace, RunId id, CancellationToken cancellationToken)
    {
        var row = await tables.Sessions.GetEntityIfExistsAsync<TableEntity>(
            workspace, SessionRows.Session(id), cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private async Task<bool> TryWriteAsync(
        List<TableTransactionAction> actions, bool last, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Sessions.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412 && !last)
        {
            return false;
        }
    }
}
