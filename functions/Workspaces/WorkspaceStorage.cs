using Azure.Storage.Blobs;
using CloudWorkspaces.Homes;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Workspaces;

/// <summary>A workspace's blob containers and home. Both methods are idempotent.</summary>
public sealed class WorkspaceStorage(BlobServiceClient blobs, IHomes homes) : IWorkspaceContent
{
    public async Task CreateAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        foreach (var container in Containers(workspace))
        {
            await blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }

        await homes.CreateAsync(workspace, cancellationToken);
    }

    public async Task RemoveAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        foreach (var container in Containers(workspace))
        {
            await blobs.GetBlobContainerClient(container).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }

        await homes.DeleteAsync(workspace, cancellationToken);
    }

    private static string[] Containers(Workspace workspace) =>
        [workspace.FilesContainer, RunBlobs.Container(workspace.Name.Value)];
}
