using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Workspaces;

/// <summary>Goes on with creations and deletions of workspaces: every 30 seconds, and when a host begins.</summary>
public sealed class WorkspaceJanitor(WorkspaceRepairs repairs)
{
    [Function(nameof(WorkspaceJanitor))]
    public Task RunAsync(
        [TimerTrigger("*/30 * * * * *", RunOnStartup = true)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        repairs.RunAsync(client, cancellationToken);
}
