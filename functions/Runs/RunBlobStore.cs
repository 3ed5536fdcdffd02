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

    /// <summary>What the agent last wrote about its attempt; null while it has written nothing of use.</summary>
    public async Task<RunStatus?> StatusAsync(RunRecord run, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult download = await Blob(run, RunBlobs.Status).DownloadContentAsync(cancellationToken);
            return download.Content.ToObjectFromJson<RunStatus>(JsonSerializerOptions.Web);
        }
        catch (RequestFailedException missing) when (missing.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
        catch (JsonException)
        {
            // A container writes it: what is not the agent's format tells nothing.
            return null;
        }
    }

    /// <summary>Deletes everything of a run, of all its attempts. Idempotent.</summary>
    public async Task DeleteAsync(RunReference run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var container = Container(run.Workspace);
        var names = container.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{run.RunId}/" }, cancellationToken);
        await Parallel.ForEachAsync(
            names,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (blob, token) => await container.DeleteBlobIfExistsAsync(
                blob.Name, DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: token));
    }

    /// <summary>Writes what a new run starts from. Safe to repeat before the run's row exists.</summary>
    internal async Task WriteInputAsync(string workspace, RunId id, CheckedRun wanted, CancellationToken cancellationToken)
    {
        var container = Container(workspace);
        var request = JsonSerializer.SerializeToUtf8Bytes(wanted.Request, JsonSerializerOptions.Web);
        await Task.WhenAll(
            wanted.Request.AgentFetches
                ? Task.CompletedTask
                : container.GetBlobClient(RunBlobs.Path(id, 1, RunBlobs.Input))
                    .UploadAsync(BinaryData.FromBytes(wanted.Content), overwrite: true, cancellationToken),
            container.GetBlobClient(RunBlobs.Request(id))
                .UploadAsync(BinaryData.FromBytes(request), overwrite: true, cancellationToken));
    }
}
