using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CloudWorkspaces.Http.Idempotency;

/// <summary>
/// A hash of what a request asks for: query and body. The boundary of a form does not count, since clients make a new
/// one for each attempt.
/// </summary>
internal static class RequestFingerprint
{
    private const int MaxParts = 64;

    /// <summary>Leaves the body to be read again.</summary>
    public static async Task<string> OfAsync(HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        request.EnableBuffering(bufferThreshold: 64 * 1024, bufferLimit: maxBytes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, request.QueryString.Value ?? "");
        try
        {
            if (Boundary(request) is { } boundary)
            {
                await AddFormAsync(hash, new MultipartReader(boundary, request.Body), cancellationToken);
            }
            else
            {
                await AddAsync(hash, request.Body, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new ProblemException(Problems.InvalidRequest($"The body cannot be read: {exception.Message}"));
        }

        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string? Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) &&
        type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) &&
        HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 } boundary
            ? boundary
            : null;

    private static async Task AddFormAsync(IncrementalHash hash, MultipartReader form, CancellationToken cancellationToken)
    {
        for (var parts = 0; parts < MaxParts && await form.ReadNextSectionAsync(cancellationToken) is { } part; parts++)
        {
            Add(hash, $"{part.ContentDisposition}\n{part.ContentType}\n");
            await AddAsync(hash, part.Body, cancellationToken);
        }
    }

    private static async Task AddAsync(IncrementalHash hash, Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        long length = 0;
        for (int count; (count = await body.ReadAsync(buffer, cancellationToken)) > 0; length += count)
        {
            hash.AppendData(buffer.AsSpan(0, count));
        }

        Add(hash, $"\n{length}\n");
    }

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
}
