using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Http;

/// <summary>Problem details (RFC 9457): the body of every answer from 400 up. Made by <see cref="Problems"/>.</summary>
public sealed record Problem
{
    /// <summary>A stable URN; clients may decide by it.</summary>
    public required string Type { get; init; }

    /// <summary>The same text for every problem of this type.</summary>
    public required string Title { get; init; }

    public required int Status { get; init; }

    /// <summary>What happened this time, for a person.</summary>
    public string? Detail { get; init; }

    /// <summary>What is wrong by name of field, all of it at once.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Finds the request in the app's logs.</summary>
    public string? TraceId { get; init; }

    internal Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(this, ApiJson.Options, "application/problem+json", http.RequestAborted);
    }
}
