using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>The blob container behind a mount, by the mount's own access.</summary>
internal sealed class MountContainer(MountJob job, BlobAccess access, HttpClient http)
{
    private const int PartBytes = 8 * 1024 * 1024;

    /// <summary>Larger ones travel in parts.</summary>
    public const int SingleBytes = 32 * 1024 * 1024;

    private static readonly StorageTransferOptions Transfer = new()
    {
        InitialTransferSize = SingleBytes,
        MaximumTransferSize = PartBytes,
        MaximumConcurrency = 4,
    };

    private BlobContainerClient? _client;

    public async Task<BlobContainerClient> OpenAsync(CancellationToken cancellationToken)
    {
        var address = await access.GetAsync(job.AccessName, cancellationToken);
        return _client ??= new BlobContainerClient(
            new Uri(address.GetLeftPart(UriPartial.Path)), RunBlobs.Options(access, job.AccessName, http));
    }

    public async Task<List<BlobItem>> ListAsync(CancellationToken cancellationToken)
    {
        var client = await OpenAsync(cancellationToken);
        List<BlobItem> blobs = [];
        await foreach (var blob in client.GetBlobsAsync(
            new GetBlobsOptions { Prefix = job.Prefix.Length == 0 ? null : job.Prefix }, cancellationToken))
        {
            blobs.Add(blob);
        }

        return blobs;
    }

    /// <summary>Into a new file; null when the blob has gone meanwhile.</summary>
    public async Task<(ETag Tag, byte[]? Hash)?> FetchAsync(
        string blob, long size, string path, CancellationToken cancellationToken)
    {
        var client = (await OpenAsync(cancellationToken)).GetBlobClient(blob);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            if (size > SingleBytes)
            {
                var options = new BlobDownloadToOptions { TransferOptions = Transfer };
                var answer = await client.DownloadToAsync(file, options, cancellationToken);
                return (answer.Headers.ETag ?? default, null);
            }

            using var download = (await client.DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            await download.Content.CopyToAsync(file, cancellationToken);
            return (download.Details.ETag, download.Details.ContentHash);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            File.Delete(path);
            return null;
        }
    }

    /// <summary>Stores a blob that must still have the tag, or without one must not exist; null when that is not so.</summary>
    public async Task<BlobContentInfo?> TryPutAsync(
        string blob, FileStream content, byte[]? hash, ETag? tag, CancellationToken cancellationToken)
    {
        var client = (await OpenAsync(cancellationToken)).GetBlobClient(blob);
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = ContentTypes.Of(blob), ContentHash = hash },
            Conditions = new BlobRequestConditions { IfMatch = tag, IfNoneMatch = tag is null ? ETag.All : null },
            TransferOptions = Transfer,
        };
        content.Position = 0;
        try
        {
            return await client.UploadAsync(content, options, cancellationToken);
        }
        catch (RequestFailedException conflict) when (IsConflict(conflict))
        {
            return null;
        }
    }

    public async Task<BlobProperties?> FindAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            var client = (await OpenAsync(cancellationToken)).GetBlobClient(blob);
            return await client.GetPropertiesAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>False when the blob no longer has the tag.</summary>
    public async Task<bool> TryDeleteAsync(string blob, ETag tag, CancellationToken cancellationToken)
    {
        var client = (await OpenAsync(cancellationToken)).GetBlobClient(blob);
        try
        {
            await client.DeleteIfExistsAsync(
                DeleteSnapshotsOption.None, new BlobRequestConditions { IfMatch = tag }, cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (IsConflict(conflict))
        {
            return false;
        }
    }

    private static bool IsConflict(RequestFailedException failure) =>
        failure.ErrorCode == BlobErrorCode.ConditionNotMet || failure.ErrorCode == BlobErrorCode.BlobAlreadyExists;
}
