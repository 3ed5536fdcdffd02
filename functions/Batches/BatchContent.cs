using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Batches;

/// <summary>The batches of a workspace, which are removed with it; their blobs go with the container.</summary>
internal sealed class BatchContent(BatchStore store, BatchItemStore items) : IWorkspaceContent
{
    private const int Page = 100;

    public async Task RemoveAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        while (await store.ListAsync(workspace.Name.Value, Page, null, cancellationToken) is { Count: > 0 } batches)
        {
            foreach (var batch in batches)
            {
                await items.RemoveAsync(batch.Reference, batch.Total, cancellationToken);
                await store.RemoveAsync(batch, cancellationToken);
            }
        }
    }
}
