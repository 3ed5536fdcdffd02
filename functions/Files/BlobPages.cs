using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CloudWorkspaces.Files;

/// <summary>Pages of a container's blobs in the order of their names. Cursors wrap the marks of storage.</summary>
internal static class BlobPages
{
    public static async Task<(IReadOnlyList<BlobItem> Items, string? Cursor)> ReadAsync(
        BlobContainerClient container, string prefix, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var pages = container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken)
            .AsPages(Unwrap(cursor), limit);
        try
        {
            await foreach (var page in pages.WithCancellation(cancellationToken))
            {
                return (page.Values, Wrap(page.ContinuationToken));
            }
        }
        catch (RequestFailedException refused)
            when (refused.Status == StatusCodes.Status400BadRequest && cursor is not null)
        {
            throw BadCursor();
        }

        return ([], null);
    }

    private static string? Wrap(string? mark) =>
        string.IsNullOrEmpty(mark) ? null : WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(mark));

    private static string? Unwrap(string? cursor)
    {
        try
        {
            return cursor is null ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor));
        }
        catch (FormatException)
        {
            throw BadCursor();
        }
    }

    private static ProblemException BadCursor() => new(Problems.InvalidRequest(new Dictionary<string, string[]>
    {
        ["cursor"] = ["is not a cursor of this list."],
    }));
}
