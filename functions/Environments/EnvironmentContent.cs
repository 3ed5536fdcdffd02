using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Environments;

/// <summary>A workspace's own environments go with it; their images stay in the registry.</summary>
internal sealed class EnvironmentContent(EnvironmentStore store) : IWorkspaceContent
{
    public async Task RemoveAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        foreach (var version in await store.ListAsync(workspace.Name.Value, cancellationToken))
        {
            await store.RemoveAsync(version.Key, cancellationToken);
        }
    }
}
