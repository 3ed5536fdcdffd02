using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Workspaces;

/// <summary>
/// Makes workspaces: the creator's quota first, then the row, which decides who has the name, then the storage. What a
/// crash leaves in between, the janitor completes or takes back.
/// </summary>
public sealed class WorkspaceCreation(
    WorkspaceStore store,
    WorkspaceQuota quota,
    MemberStore members,
    WorkspaceStorage storage,
    IOptions<WorkspaceOptions> options)
{
    /// <param name="wanted">In the state Creating, by its creator.</param>
    /// <param name="begun">When the same request came first, which may have made it; null for a new request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ProblemException">409: the name is taken, or the quota used up.</exception>
    public async Task<WorkspaceRecord> CreateAsync(
        WorkspaceRecord wanted, DateTimeOffset? begun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var (name, user) = (wanted.Name, wanted.CreatedBy);
        var counted = await quota.TakeAsync(user, name, cancellationToken);
        await members.ListForUserAsync(name.Value, user, cancellationToken);
        if (!await store.TryAddAsync(wanted, user, cancellationToken))
        {
            var found = await store.FindAsync(name, cancellationToken);
            if (found?.CreatedBy == user && found.CreatedOn >= begun)
            {
                return await FinishAsync(found, cancellationToken);
            }

            // The winner may be another request of the same user, which found the name counted already.
            if (counted && found?.CountsFor(user) is not true)
            {
                await quota.ReturnAsync(user, name, cancellationToken);
            }

            throw new ProblemException(Problems.WrongState($"The name '{name}' is taken."));
        }

        return await FinishAsync(wanted, cancellationToken);
    }

    /// <summary>The deployment's own workspace, of which administrators are the owners.</summary>
    public async Task EnsureDefaultAsync(WorkspaceName name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wanted = new WorkspaceRecord { Name = name, State = WorkspaceState.Creating, CreatedBy = "", CreatedOn = now };
        await store.TryAddAsync(wanted, owner: null, cancellationToken);
        await FinishAsync(wanted, cancellationToken);
    }

    public Workspace Resolve(WorkspaceRecord record) => record.Resolve(options.Value);

    /// <summary>Makes the storage and opens the workspace. Idempotent.</summary>
    public async Task<WorkspaceRecord> FinishAsync(WorkspaceRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        await storage.CreateAsync(Resolve(record), cancellationToken);
        return await store.UpdateAsync(
            record.Name,
            current => current.State is WorkspaceState.Creating ? current with { State = WorkspaceState.Active } : current,
            cancellationToken) ?? record;
    }
}
