using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Secrets;

internal sealed class SecretHoldings(SecretStore store) : IWorkspaceHoldings
{
    public Task RemoveAsync(string workspace, CancellationToken cancellationToken) =>
        store.DeleteAllAsync(workspace, cancellationToken);
}
