using System.Net;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>Up to when a function's container has been scanned, for the next start.</summary>
internal sealed class ScanMarks(BlobContainerClient hosts, string hostId, string functionId, string account, BlobPattern pattern)
{
    private readonly BlobClient _blob = hosts.GetBlobClient(
        $"blobscaninfo/{hostId}/{account}/{pattern.Container}/{functionId}/scanInfo");

    /// <summary>Null when there is none, or when it is of another path: what did not match then may match now.</summary>
    public async Task<DateTimeOffset?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = await _blob.DownloadContentAsync(cancellationToken);
            var mark = content.Value.Content.ToObjectFromJson<Mark>();
            return mark?.Path == pattern.Text ? mark.LatestScan : null;
        }
        catch (RequestFailedException exception) when (exception.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (JsonException)
        {
            // It is only a mark: without it the receipts decide.
            return null;
        }
    }

    /// <summary>Returns <paramref name="latest"/>.</summary>
    public async Task<DateTimeOffset> SaveAsync(DateTimeOffset latest, CancellationToken cancellationToken)
    {
        var mark = BinaryData.FromObjectAsJson(new Mark(latest, pattern.Text));
        try
        {
            await _blob.UploadAsync(mark, overwrite: true, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == (int)HttpStatusCode.NotFound)
        {
            await hosts.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await _blob.UploadAsync(mark, overwrite: true, cancellationToken);
        }

        return latest;
    }

    private sealed record Mark(DateTimeOffset LatestScan, string Path);
}
