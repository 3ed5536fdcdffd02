using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Processes;

/// <summary>The processes of a workspace, which are removed with it; their notebooks go with the container.</summary>
internal sealed class ProcessContent(ProcessStore store) : IWorkspaceContent
{
    private const int Page = 100;

    public async Task RemoveAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var name = workspace.Name.Value;
        while (await store.ListAsync(name, Page, "", cancellationToken) is { Count: > 0 } processes)
        {
            foreach (var process in processes)
            {
                await store.TryRemoveAsync(name, process.Id, Azure.ETag.All, cancellationToken);
            }
        }
    }
}
