using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace CloudWorkspaces.Http.Idempotency;

/// <summary>An answer that is given again.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Those that belong to what was made.</param>
/// <param name="Body">JSON; empty for none.</param>
internal sealed record KeptAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private static readonly string[] Kept = [HeaderNames.Location, HeaderNames.ETag, HeaderNames.RetryAfter];

    /// <summary>Null for a result that is no JSON of this API.</summary>
    public static KeptAnswer? Of(object? result, IHeaderDictionary headers)
    {
        var found = Kept.Where(headers.ContainsKey).ToDictionary(name => name, name => headers[name].ToString());
        return result switch
        {
            JsonResult json => new(
                json.StatusCode ?? StatusCodes.Status200OK,
                found,
                JsonSerializer.SerializeToUtf8Bytes(json.Value, (JsonSerializerOptions?)json.SerializerSettings ?? ApiJson.Options)),
            NoContentResult => new(StatusCodes.Status204NoContent, found, []),
            _ => null,
        };
    }

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        if (Body.Length > 0)
        {
            response.ContentType = "application/json; charset=utf-8";
            await response.Body.WriteAsync(Body, cancellationToken);
        }
    }
}
