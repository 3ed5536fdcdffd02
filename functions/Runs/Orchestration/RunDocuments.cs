using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using CloudWorkspaces.Agents;

namespace CloudWorkspaces.Runs.Orchestration;

internal sealed class RunDocuments(BlobServiceClient blobs) : IRunDocuments
{
    public Task<RunRequest?> RequestAsync(RunReference run, CancellationToken cancellationToken) =>
        ReadAsync<RunRequest>(run, RunBlobs.Request(run.Id), cancellationToken);

    public async Task<AgentStatus?> StatusAsync(RunAttempt attempt, CancellationToken cancellationToken)
    {
        var path = RunBlobs.Path(attempt.Run.Id, attempt.Attempt, RunBlobs.Status);
        try
        {
            return await ReadAsync<AgentStatus>(attempt.Run, path, cancellationToken);
        }
        catch (JsonException)
        {
            // A container writes it: what is not the agent's format tells nothing.
            return null;
        }
    }

    public async Task CopyInputAsync(RunAttempt attempt, int nextAttempt, CancellationToken cancellationToken)
    {
        var container = blobs.GetBlobContainerClient(RunBlobs.Container(attempt.Run.Workspace));
        try
        {
            var notebook = await container.GetBlobClient(RunBlobs.Path(attempt.Run.Id, attempt.Attempt, RunBlobs.Input))
                .DownloadContentAsync(cancellationToken);
            await container.GetBlobClient(RunBlobs.Path(attempt.Run.Id, nextAttempt, RunBlobs.Input))
                .UploadAsync(notebook.Value.Content, overwrite: true, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // One in home, which no agent has read yet.
        }
    }

    private async Task<T?> ReadAsync<T>(RunReference run, string path, CancellationToken cancellationToken)
        where T : class
    {
        var blob = blobs.GetBlobContainerClient(RunBlobs.Container(run.Workspace)).GetBlobClient(path);
        try
        {
            var content = await blob.DownloadContentAsync(cancellationToken);
            return content.Value.Content.ToObjectFromJson<T>(JsonSerializerOptions.Web);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }
}
