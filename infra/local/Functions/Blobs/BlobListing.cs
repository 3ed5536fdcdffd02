using System.Net;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>Lists a container page by page into a <see cref="ScanWindow"/>.</summary>
internal sealed class BlobListing(BlobContainerClient container, BlobPattern pattern, TimeProvider time)
{
    /// <param name="found">Called with each version that is new; may wait.</param>
    /// <returns>How long the storage took; null when there is no such container.</returns>
    public async Task<TimeSpan?> RunAsync(
        ScanWindow window, Func<BlobVersion, Task> found, CancellationToken cancellationToken)
    {
        var listing = TimeSpan.Zero;
        var pages = container
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, pattern.Prefix, cancellationToken)
            .AsPages()
            .GetAsyncEnumerator(cancellationToken);
        await using (pages)
        {
            for (var isFirst = true; ; isFirst = false)
            {
                var started = time.GetTimestamp();
                if (!await NextAsync(pages))
                {
                    return isFirst ? null : listing;
                }

                listing += time.GetElapsedTime(started);
                if (isFirst)
                {
                    window.Begin(pages.Current.GetRawResponse().Headers.Date ?? time.GetUtcNow());
                }

                foreach (var item in pages.Current.Values)
                {
                    var version = new BlobVersion(
                        item.Name, item.Properties.ETag!.Value.ToString("H"), item.Properties.LastModified!.Value);
                    if (pattern.Match(item.Name) is not null && window.Offer(version))
                    {
                        await found(version);
                    }
                }

                window.Forget();
            }
        }
    }

    /// <summary>A container that is not there has no pages; one that goes away while it is listed ends.</summary>
    private static async Task<bool> NextAsync(IAsyncEnumerator<Page<BlobItem>> pages)
    {
        try
        {
            return await pages.MoveNextAsync();
        }
        catch (RequestFailedException exception) when (exception.Status == (int)HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
