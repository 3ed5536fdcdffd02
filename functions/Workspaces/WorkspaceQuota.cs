using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Workspaces;

/// <summary>
/// How many workspaces each user has made: a row for each one and their number, written in one transaction, so that the
/// quota holds however many are made at once.
/// </summary>
public sealed class WorkspaceQuota(WorkspaceTable table, IOptions<WorkspaceOptions> options, TimeProvider time)
{
    public const string Prefix = "own:";
    private const string CountRow = "quota";
    private const string Count = "Count";
    private const string Since = "Since";
    private const int MaxConflicts = 50;

    /// <summary>Before the workspace is made. False when it is counted already, as for a name of the user's own.</summary>
    /// <exception cref="ProblemException">409: the quota is used up.</exception>
    public Task<bool> TakeAsync(string user, WorkspaceName name, CancellationToken cancellationToken) => ChangeAsync(
        user,
        name,
        (claim, count) => claim is not null ? null : count < options.Value.MaxPerUser
            ? 1
            : throw new ProblemException(Problems.LimitExceeded(
                $"'{user}' may have made {options.Value.MaxPerUser} workspaces and has made {count}.")),
        cancellationToken);

    /// <summary>When the workspace is gone, or was not made after all.</summary>
    public Task ReturnAsync(string user, WorkspaceName name, CancellationToken cancellationToken) =>
        ChangeAsync(user, name, (claim, _) => claim is null ? null : -1, cancellationToken);

    /// <summary>Every workspace that counts against a quota, for the janitor.</summary>
    public IAsyncEnumerable<(string User, string Name, DateTimeOffset Since)> ListAsync(
        CancellationToken cancellationToken) =>
        table.ListAsync(null, Prefix, cancellationToken).Select(row => (
            row.PartitionKey[WorkspaceTable.UserPartition("").Length..],
            row.RowKey[Prefix.Length..],
            row.GetDateTimeOffset(Since)!.Value));

    /// <summary>Adds or removes a claim as <paramref name="decide"/> says: 1, -1, or null for nothing.</summary>
    private async Task<bool> ChangeAsync(
        string user, WorkspaceName name, Func<TableEntity?, int, int?> decide, CancellationToken cancellationToken)
    {
        var partition = WorkspaceTable.UserPartition(user);
        for (var conflicts = 0; ; conflicts++)
        {
            var number = await table.FindAsync(partition, CountRow, cancellationToken);
            var claim = await table.FindAsync(partition, Prefix + name, cancellationToken);
            var count = number?.GetInt32(Count) ?? 0;
            if (decide(claim, count) is not { } change)
            {
                return false;
            }

            claim ??= new TableEntity(partition, Prefix + name) { [Since] = time.GetUtcNow() };
            var next = new TableEntity(partition, CountRow) { [Count] = count + change };
            try
            {
                await table.Client.SubmitTransactionAsync(
                    [
                        number is null
                            ? new(TableTransactionActionType.Add, next)
                            : new(TableTransactionActionType.UpdateReplace, next, number.ETag),
                        new(change > 0 ? TableTransactionActionType.Add : TableTransactionActionType.Delete, claim, ETag.All),
                    ],
                    cancellationToken);
                return true;
            }
            catch (RequestFailedException conflict)
                when (conflict.Status is 404 or 409 or 412 && conflicts < MaxConflicts)
            {
                // Another request of the user's came first.
            }
        }
    }
}
