using CloudWorkspaces.Workspaces;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Environments.Builds;

/// <summary>A workspace's environments: their making is cancelled when it is deleted.</summary>
public sealed class EnvironmentWork(EnvironmentStore store, EnvironmentIntake intake) : IWorkspaceWork
{
    public async Task<int> StopAsync(string workspace, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var open = (await store.ListAsync(workspace, cancellationToken)).Where(version => version.IsOpen).ToList();
        foreach (var version in open)
        {
            await intake.EndAsync(version, cancellationToken);
        }

        return open.Count;
    }
}
