using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Http;

/// <summary>Reads request bodies up to a limit.</summary>
internal static class RequestBody
{
    /// <exception cref="ProblemException">413: the body has more bytes than the limit.</exception>
    public static Stream Limited(HttpRequest request, long maxBytes) => request.ContentLength > maxBytes
        ? throw LimitedStream.TooLarge(maxBytes)
        : new LimitedStream(request.Body, maxBytes);

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await Limited(request, maxBytes).CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }

    /// <exception cref="ProblemException">400: not a JSON object; 413; 415.</exception>
    public static async Task<JsonElement> ReadObjectAsync(
        HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            throw new ProblemException(Problems.UnsupportedMediaType(
                $"The body must be application/json, not '{request.ContentType}'."));
        }

        var content = await ReadAsync(request, maxBytes, cancellationToken);
        var element = JsonText.Parse(content, out var fault);
        if (fault is not null)
        {
            throw new ProblemException(NotJson(fault));
        }

        return element is { ValueKind: JsonValueKind.Object } body
            ? body
            : throw new ProblemException(Problems.InvalidRequest("The body must be a JSON object."));
    }

    public static Problem NotJson(JsonFault fault)
    {
        Dictionary<string, string[]> errors = new() { [fault.Path.Length == 0 ? "body" : fault.Path] = [fault.Reason] };
        return Problems.InvalidRequest(errors);
    }
}
