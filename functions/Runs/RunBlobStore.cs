using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Runs;

/// <summary>The blobs of runs, by the names of <see cref="RunBlobs"/>.</summary>
public sealed class RunBlobStore(BlobServiceClient blobs)
{
    public BlobClient Blob(RunRecord run, string name)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Container(run.Workspace).GetBlobClient(RunBlobs.Path(run.Id, run.Attempt, name));
    }

    public BlobContainerClient Container(string workspace) => blobs.GetBlobContainerClient(RunBlobs.Container(workspace));

    /// <summary>What was asked for; null when the run has no such blob.</summary>
    public Task<RunRequest?> RequestAsync(string workspace, RunId id, CancellationToken cancellationToken) =>
        ReadAsync<RunRequest>(Container(workspace).GetBlobClient(RunBlobs.Request(id)), cancellationToken);

    /// <summary>What the agent last wrote about its attempt; null while it has written nothing.</summary>
    public Task<RunStatus?> StatusAsync(RunRecord run, CancellationToken cancellationToken) =>
        ReadAsync<RunStatus>(Blob(run, RunBlobs.Status), cancellationToken);

    /// <summary>Writes what a new run starts from. Safe to repeat before the run's row exists.</summary>
    internal async Task WriteInputAsync(string workspace, RunId id, RunPlan plan, CancellationToken cancellationToken)
    {
        var container = Container(workspace);
        var request = JsonSerializer.SerializeToUtf8Bytes(plan.Request, JsonSerializerOptions.Web);
        await Task.WhenAll(
            container.GetBlobClient(RunBlobs.Path(id, 1, RunBlobs.Input))
                .UploadAsync(BinaryData.FromBytes(plan.Content), overwrite: true, cancellationToken),
            container.GetBlobClient(RunBlobs.Request(id))
                .UploadAsync(BinaryData.FromBytes(request), overwrite: true, cancellationToken));
    }

    private static async Task<T?> ReadAsync<T>(BlobClient blob, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            BlobDownloadResult download = await blob.DownloadContentAsync(cancellationToken);
            return download.Content.ToObjectFromJson<T>(JsonSerializerOptions.Web);
        }
        catch (RequestFailedException missing) when (missing.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }
}
