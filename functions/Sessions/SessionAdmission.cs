using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Sessions;

/// <summary>
/// Which sessions may be at the same time: of each name one, and no more than the limit. The rows go into the
/// transaction that starts or ends the session; one that lost against another is to be made anew.
/// </summary>
internal sealed class SessionAdmission(SessionTables tables)
{
    /// <exception cref="SessionRefusedException">The name is taken, or the limit reached.</exception>
    public async Task<IReadOnlyList<TableTransactionAction>> EnterAsync(
        SessionRecord session, int maxLive, CancellationToken cancellationToken)
    {
        var guard = await tables.Sessions.GetEntityIfExistsAsync<TableEntity>(
            session.Workspace, SessionRows.Guard, cancellationToken: cancellationToken);
        var names = await LiveAsync(session.Workspace, cancellationToken);
        var live = SessionRows.Live(session.Name);
        if (names.Contains(live))
        {
            throw new SessionRefusedException(
                "name", $"is that of another session of workspace '{session.Workspace}' which is not over.");
        }

        if (names.Count >= maxLive)
        {
            throw new SessionRefusedException(
                "", $"Workspace '{session.Workspace}' has {names.Count} sessions that are not over, and may have {maxLive}.");
        }

        var entity = new TableEntity(session.Workspace, SessionRows.Guard);
        return
        [
            new(TableTransactionActionType.Add, new TableEntity(session.Workspace, live) { ["Id"] = session.Id.Value }),
            guard.HasValue
                ? new(TableTransactionActionType.UpdateReplace, entity, guard.Value!.ETag)
                : new(TableTransactionActionType.Add, entity),
        ];
    }

    public static TableTransactionAction Leave(SessionRecord session) => new(
        TableTransactionActionType.Delete,
        new TableEntity(session.Workspace, SessionRows.Live(session.Name)),
        ETag.All);

    private async Task<HashSet<string>> LiveAsync(string workspace, CancellationToken cancellationToken)
    {
        var (first, last) = (SessionRows.LivePrefix, SessionRows.LivePrefix + SessionRows.End);
        var rows = tables.Sessions.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {workspace} and RowKey gt {first} and RowKey lt {last}"),
            select: ["RowKey"],
            cancellationToken: cancellationToken);
        return await rows.Select(row => row.RowKey).ToHashSetAsync(cancellationToken: cancellationToken);
    }
}
