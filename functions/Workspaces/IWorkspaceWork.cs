using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Workspaces;

/// <summary>
/// What goes on in workspaces, such as runs and sessions: stopped when a workspace is deleted. Every registered one is
/// asked again until nothing is left, and only then the storage goes.
/// </summary>
public interface IWorkspaceWork
{
    /// <summary>Asks everything in the workspace to end; returns how much of it has not. Idempotent.</summary>
    Task<int> StopAsync(string workspace, DurableTaskClient client, CancellationToken cancellationToken);
}
