using CloudWorkspaces.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Workspaces;

/// <summary>
/// Takes workspaces away, in steps that the janitor repeats until each is done: stop everything, wait for the grace
/// period, remove the storage, keep the name.
/// </summary>
public sealed class WorkspaceDeletion(
    WorkspaceStore store,
    WorkspaceRemoval removal,
    IEnumerable<IWorkspaceWork> work,
    IOptions<WorkspaceOptions> options,
    TimeProvider time)
{
    /// <exception cref="ProblemException">409: it is the deployment's own; 412: it has another version.</exception>
    public async Task<WorkspaceRecord> BeginAsync(
        WorkspaceName name, Action<WorkspaceRecord> check, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (name.Value == options.Value.Default)
        {
            throw new ProblemException(Problems.WrongState(
                $"'{name}' is the deployment's own workspace, which its settings name: it cannot be deleted."));
        }

        var removeOn = time.GetUtcNow().AddSeconds(options.Value.DeletionGraceSeconds);
        var record = await ChangeAsync(
            name,
            current =>
            {
                check(current);
                return current.State is WorkspaceState.Active
                    ? current with { State = WorkspaceState.Deleting, RemoveOn = removeOn }
                    : current;
            },
            cancellationToken);
        await StopAsync(name, client, cancellationToken);
        return record;
    }

    /// <exception cref="ProblemException">409: it is not being deleted.</exception>
    public Task<WorkspaceRecord> RestoreAsync(WorkspaceName name, CancellationToken cancellationToken) => ChangeAsync(
        name,
        current => current.State is WorkspaceState.Deleting
            ? current with { State = WorkspaceState.Active, RemoveOn = null }
            : throw new ProblemException(Problems.WrongState(
                $"Workspace '{name}' is {current.State.ToString().ToLowerInvariant()}, not deleting.")),
        cancellationToken);

    /// <summary>The next step of a workspace that is being deleted. Idempotent.</summary>
    public async Task ContinueAsync(
        WorkspaceRecord record, DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var left = await StopAsync(record.Name, client, cancellationToken);
        if (record.RemoveOn > time.GetUtcNow() || left > 0)
        {
            return;
        }

        // From here on it cannot be restored.
        var current = await ChangeAsync(
            record.Name,
            found => found.State is WorkspaceState.Deleting && found.RemoveOn <= time.GetUtcNow()
                ? found with { State = WorkspaceState.Removing }
                : found,
            cancellationToken);
        if (current.State is WorkspaceState.Removing)
        {
            await removal.RunAsync(current, cancellationToken);
        }
    }

    private async Task<int> StopAsync(
        WorkspaceName name, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var left = 0;
        foreach (var part in work)
        {
            left += await part.StopAsync(name.Value, client, cancellationToken);
        }

        return left;
    }

    private async Task<WorkspaceRecord> ChangeAsync(
        WorkspaceName name, Func<WorkspaceRecord, WorkspaceRecord> change, CancellationToken cancellationToken) =>
        await store.UpdateAsync(name, change, cancellationToken) ??
        throw new ProblemException(Problems.NotFound($"There is no workspace '{name}'."));
}
