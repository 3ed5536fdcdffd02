using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;

namespace CloudWorkspaces.Workspaces;

/// <summary>
/// The members of workspaces. A change is written together with the workspace's row under that row's ETag, so that no
/// two owners can take each other's role at once. The list of a user's workspaces is written before a member comes in
/// and after one has left: it may name a workspace too many, and whoever reads it looks at the member's row.
/// </summary>
public sealed class MemberStore(WorkspaceTable table, TimeProvider time)
{
    private const int MaxConflicts = 50;

    public async Task<WorkspaceRole?> RoleAsync(
        string workspace, string user, CancellationToken cancellationToken) =>
        await table.FindAsync(workspace, MemberRow.Key(user), cancellationToken) is { } row
            ? MemberRow.FromEntity(row).Role
            : null;

    public async Task<IReadOnlyList<Member>> ListAsync(string workspace, CancellationToken cancellationToken) =>
        await table.ListAsync(workspace, MemberRow.Prefix, cancellationToken)
            .Select(MemberRow.FromEntity)
            .ToListAsync(cancellationToken);

    /// <summary>Names of workspaces that the user is in, and perhaps of some that the user has left.</summary>
    public IAsyncEnumerable<string> WorkspacesAsync(string user, CancellationToken cancellationToken) =>
        table.ListAsync(WorkspaceTable.UserPartition(user), MemberRow.Prefix, cancellationToken)
            .Select(row => row.RowKey[MemberRow.Prefix.Length..]);

    public async Task ListForUserAsync(string workspace, string user, CancellationToken cancellationToken) =>
        await table.Client.UpsertEntityAsync(Listing(workspace, user), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Takes a user in or changes the role; true when the user is new.</summary>
    /// <exception cref="ProblemException">409: the workspace would be without an owner.</exception>
    public async Task<(bool Created, Member Member)> PutAsync(
        string workspace, string user, WorkspaceRole role, CancellationToken cancellationToken)
    {
        await ListForUserAsync(workspace, user, cancellationToken);
        var known = await ChangeAsync(workspace, user, role, cancellationToken);
        return (known is null, new Member { User = user, Role = role, Since = known?.Since ?? time.GetUtcNow() });
    }

    /// <summary>False when the user is no member.</summary>
    /// <exception cref="ProblemException">409: the workspace would be without an owner.</exception>
    public async Task<bool> RemoveAsync(string workspace, string user, CancellationToken cancellationToken)
    {
        var known = await ChangeAsync(workspace, user, null, cancellationToken);
        await UnlistAsync(workspace, user, cancellationToken);
        return known is not null;
    }

    /// <summary>All of them, without any rule: the workspace goes.</summary>
    public async Task RemoveAllAsync(string workspace, CancellationToken cancellationToken)
    {
        foreach (var member in await ListAsync(workspace, cancellationToken))
        {
            await UnlistAsync(workspace, member.User, cancellationToken);
            await table.Client.DeleteEntityAsync(
                workspace, MemberRow.Key(member.User), ETag.All, cancellationToken);
        }
    }

    /// <returns>The member before the change.</returns>
    private async Task<Member?> ChangeAsync(
        string workspace, string user, WorkspaceRole? role, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            var guard = await table.FindAsync(workspace, WorkspaceRow.Key, cancellationToken) ??
                throw new ProblemException(Problems.NotFound($"There is no workspace '{workspace}'."));
            var members = await ListAsync(workspace, cancellationToken);
            var known = members.FirstOrDefault(member => member.User == user);
            if (known?.Role == role)
            {
                return known;
            }

            if (MemberRules.TakesLastOwner(members, user, role))
            {
                throw new ProblemException(Problems.WrongState(
                    $"'{user}' is the only owner of workspace '{workspace}': make somebody else an owner first."));
            }

            if (await TryWriteAsync(guard, Row(workspace, user, role, known), role, conflicts, cancellationToken))
            {
                return known;
            }
        }
    }

    private async Task<bool> TryWriteAsync(
        TableEntity guard, TableEntity row, WorkspaceRole? role, int conflicts, CancellationToken cancellationToken)
    {
        try
        {
            await table.Client.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.UpdateMerge, new TableEntity(guard.PartitionKey, guard.RowKey), guard.ETag),
                    role is null
                        ? new(TableTransactionActionType.Delete, row, ETag.All)
                        : new(TableTransactionActionType.UpsertReplace, row),
                ],
                cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 412 && conflicts < MaxConflicts)
        {
            return false;
        }
    }

    private TableEntity Row(string workspace, string user, WorkspaceRole? role, Member? known) => MemberRow.ToEntity(
        workspace,
        new Member
        {
            User = user,
            Role = role ?? WorkspaceRole.Viewer,
            Since = known?.Since ?? time.GetUtcNow(),
        });

    private async Task UnlistAsync(string workspace, string user, CancellationToken cancellationToken)
    {
        var listing = Listing(workspace, user);
        await table.Client.DeleteEntityAsync(listing.PartitionKey, listing.RowKey, ETag.All, cancellationToken);
    }

    private static TableEntity Listing(string workspace, string user) =>
        new(WorkspaceTable.UserPartition(user), MemberRow.Prefix + workspace);
}
