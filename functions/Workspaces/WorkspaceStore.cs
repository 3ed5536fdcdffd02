using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Identity;

namespace CloudWorkspaces.Workspaces;

/// <summary>The rows of workspaces.</summary>
public sealed class WorkspaceStore(WorkspaceTable table)
{
    private const int MaxConflicts = 50;

    /// <summary>False when the name is taken, also by one that is gone.</summary>
    /// <param name="record">The workspace.</param>
    /// <param name="owner">Becomes a member in the same transaction; null for none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<bool> TryAddAsync(WorkspaceRecord record, string? owner, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> actions = [new(TableTransactionActionType.Add, WorkspaceRow.ToEntity(record))];
        if (owner is not null)
        {
            var member = new Member { User = owner, Role = WorkspaceRole.Owner, Since = record.CreatedOn };
            actions.Add(new(TableTransactionActionType.Add, MemberRow.ToEntity(record.Name.Value, member)));
        }

        try
        {
            await table.Client.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return false;
        }
    }

    public async Task<WorkspaceRecord?> FindAsync(WorkspaceName name, CancellationToken cancellationToken) =>
        await table.FindAsync(name.Value, WorkspaceRow.Key, cancellationToken) is { } row
            ? WorkspaceRow.FromEntity(row)
            : null;

    public async IAsyncEnumerable<WorkspaceRecord> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = table.Client.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"RowKey eq {WorkspaceRow.Key}"), cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            yield return WorkspaceRow.FromEntity(row);
        }
    }

    /// <summary>
    /// Reads, changes and writes under the row's ETag, again on a conflict. A change that returns the same record writes
    /// nothing; what it throws comes through. Null when there is no such workspace.
    /// </summary>
    public async Task<WorkspaceRecord?> UpdateAsync(
        WorkspaceName name, Func<WorkspaceRecord, WorkspaceRecord> change, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            if (await table.FindAsync(name.Value, WorkspaceRow.Key, cancellationToken) is not { } row)
            {
                return null;
            }

            var before = WorkspaceRow.FromEntity(row);
            var after = change(before);
            if (after == before)
            {
                return before;
            }

            after = after with { Version = before.Version + 1 };
            try
            {
                await table.Client.UpdateEntityAsync(
                    WorkspaceRow.ToEntity(after), row.ETag, TableUpdateMode.Replace, cancellationToken);
                return after;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 412 && conflicts < MaxConflicts)
            {
                // Another change came first.
            }
        }
    }
}
