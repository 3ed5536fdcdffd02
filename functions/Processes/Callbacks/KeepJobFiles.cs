using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Files;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Processes.Callbacks;

/// <summary>
/// Copies what an execution has asked for to the workspace's files: the result notebook in place of what was there, as
/// papermill does, and the outputs into a folder of the job's own. May do so again.
/// </summary>
public sealed class KeepJobFiles(
    IRunStore runs, IRunDocuments documents, RunBlobStore blobs, IWorkspaces workspaces, FileStore files)
{
    [Function(nameof(KeepJobFiles))]
    public async Task RunAsync([ActivityTrigger] JobNotice notice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var run = await runs.FindAsync(notice.Run.Workspace, notice.Run.Id, cancellationToken);
        var execution = (await documents.RequestAsync(notice.Run, cancellationToken))?.Execution;
        if (run is null || execution is null || !WorkspaceName.TryParse(run.Workspace, out var name) ||
            await workspaces.FindAsync(name, cancellationToken) is not { } workspace)
        {
            return;
        }

        if (execution.NotebookPath is { } path)
        {
            await CopyAsync(blobs.Blob(run, RunBlobs.Output), workspace, path, cancellationToken);
        }

        if (execution.OutputsFolder is { } folder)
        {
            var prefix = RunBlobs.Path(run.Id, run.Attempt, RunBlobs.OutputsPrefix);
            var container = blobs.Container(run.Workspace);
            await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken))
            {
                await CopyAsync(
                    container.GetBlobClient(blob.Name), workspace, $"{folder}/{run.Id}/{blob.Name[prefix.Length..]}", cancellationToken);
            }
        }
    }

    private async Task CopyAsync(BlobClient source, Workspace workspace, string path, CancellationToken cancellationToken)
    {
        // A path that is too long for a file was left by the notebook itself.
        if (!FilePath.TryParse(path, out var target, out _))
        {
            return;
        }

        try
        {
            await using var content = await source.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellationToken);
            await files.WriteAsync(workspace, target, content, FileTypes.Of(path), new BlobRequestConditions(), cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == StatusCodes.Status404NotFound)
        {
            // A run that never began has left nothing.
        }
    }
}
