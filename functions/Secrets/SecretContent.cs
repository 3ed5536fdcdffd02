using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Secrets;

internal sealed class SecretContent(SecretStore store) : IWorkspaceContent
{
    public Task RemoveAsync(Workspace workspace, CancellationToken cancellationToken) =>
        store.DeleteAllAsync(workspace.Name.Value, cancellationToken);
}
