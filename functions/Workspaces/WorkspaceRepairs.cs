using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Workspaces;

/// <summary>One round over all workspaces. What fails is left to the next round, and does not hold up the others.</summary>
public sealed partial class WorkspaceRepairs(
    WorkspaceStore store,
    WorkspaceCreation creation,
    WorkspaceDeletion deletion,
    QuotaRepair quota,
    ILogger<WorkspaceRepairs> logger)
{
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var record in await store.ListAsync(cancellationToken).ToListAsync(cancellationToken))
        {
            await TryAsync(record.Name.Value, () => record.State switch
            {
                WorkspaceState.Creating => creation.FinishAsync(record, cancellationToken),
                WorkspaceState.Deleting or WorkspaceState.Removing =>
                    deletion.ContinueAsync(record, client, cancellationToken),
                _ => Task.CompletedTask,
            });
        }

        await TryAsync("quotas", () => quota.RunAsync(cancellationToken));
    }

    private async Task TryAsync(string what, Func<Task> repair)
    {
        try
        {
            await repair();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailure(exception, what);
        }
    }

    [LoggerMessage(201, LogLevel.Warning, "The repair of workspace {What} failed; the next round tries again.")]
    private partial void LogFailure(Exception exception, string what);
}
