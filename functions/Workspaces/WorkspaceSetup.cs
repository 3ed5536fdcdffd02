using Azure.Storage.Blobs;
using CloudWorkspaces.Runs;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Workspaces;

/// <summary>Creates the blob containers of every workspace when the app starts, where they are missing.</summary>
internal sealed class WorkspaceSetup(IWorkspaces workspaces, BlobServiceClient blobs) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var workspace in await workspaces.ListAsync(cancellationToken))
        {
            foreach (var container in (string[])[workspace.FilesContainer, RunBlobs.Container(workspace.Name.Value)])
            {
                await blobs.GetBlobContainerClient(container)
                    .CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
