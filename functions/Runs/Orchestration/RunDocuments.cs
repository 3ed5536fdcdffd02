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
