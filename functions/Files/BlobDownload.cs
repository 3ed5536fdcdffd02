using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace CloudWorkspaces.Files;

/// <summary>
/// Answers with a blob: streamed, with ETag, conditions and ranges. What users wrote is never run by a browser as
/// ours: types are not guessed, pages are sandboxed without script, and what could be active is offered for saving.
/// </summary>
internal static class BlobDownload
{
    /// <param name="response">Gets the headers.</param>
    /// <param name="blob">What to send.</param>
    /// <param name="fileName">The name to save it under.</param>
    /// <param name="contentType">Sent in place of the blob's own.</param>
    /// <param name="inline">Whether a browser may show it, whatever its type.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <returns>Null when there is no such blob.</returns>
    /// <exception cref="CloudWorkspaces.Http.ProblemException">412, 416.</exception>
    public static async Task<IActionResult?> OpenAsync(
        HttpResponse response,
        BlobBaseClient blob,
        string fileName,
        string? contentType = null,
        bool inline = false,
        CancellationToken cancellationToken = default)
    {
        BlobProperties properties;
        EntityTagHeaderValue tag;
        Stream content;
        try
        {
            properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            tag = new EntityTagHeaderValue(properties.ETag.ToString("H"));
            DownloadChecks.Check(response.HttpContext.Request, tag, properties.LastModified, properties.ContentLength);
            content = await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: true), cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }

        contentType ??= string.IsNullOrEmpty(properties.ContentType) ? FileTypes.Unknown : properties.ContentType;
        var disposition = new ContentDispositionHeaderValue(
            inline || FileTypes.IsShown(contentType) ? "inline" : "attachment");
        disposition.SetHttpFileName(fileName);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox";
        response.Headers.CacheControl = "private, no-cache";
        return new BlobResult(content, contentType)
        {
            EnableRangeProcessing = true,
            EntityTag = tag,
            LastModified = properties.LastModified,
        };
    }
}
