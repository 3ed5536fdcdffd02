using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Workspaces;

/// <summary>
/// Removes what a workspace has: its contents, its members, its place in its creator's quota. Its row stays, so that
/// nobody gets the name and with it what still names it, such as rows of runs and costs. Idempotent.
/// </summary>
public sealed class WorkspaceRemoval(
    WorkspaceStore store,
    IEnumerable<IWorkspaceContent> contents,
    MemberStore members,
    WorkspaceQuota quota,
    IOptions<WorkspaceOptions> options)
{
    public async Task RunAsync(WorkspaceRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        foreach (var content in contents)
        {
            await content.RemoveAsync(record.Resolve(options.Value), cancellationToken);
        }

        await members.RemoveAllAsync(record.Name.Value, cancellationToken);
        await quota.ReturnAsync(record.CreatedBy, record.Name, cancellationToken);
        await store.UpdateAsync(
            record.Name,
            current => current.State is WorkspaceState.Removing
                ? current with { State = WorkspaceState.Removed, RemoveOn = null }
                : current,
            cancellationToken);
    }
}
