using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace CloudWorkspaces.Http;

/// <summary>A resource as JSON under its ETag; to a reader who has it already, 304 without it.</summary>
internal sealed class ResourceResult : IActionResult
{
    private readonly byte[] _answer;
    private readonly string _tag;

    private ResourceResult(byte[] answer, string tag) => (_answer, _tag) = (answer, tag);

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <param name="value">The answer, which tells more than the record.</param>
    /// <param name="record">What it is the answer of; see <see cref="EntityTags"/>.</param>
    public static ResourceResult Of(object value, object record) => OfVersion(value, EntityTags.Version(record));

    /// <param name="value">The answer, which tells more than the record.</param>
    /// <param name="version">The record's.</param>
    public static ResourceResult OfVersion(object value, string version)
    {
        var answer = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ApiJson.Options);
        return new ResourceResult(answer, EntityTags.Of(version, answer));
    }

    /// <param name="value">The answer, which tells no more than the record.</param>
    /// <param name="tag">The record's, in quotes.</param>
    /// <param name="status">Of the answer.</param>
    public static ResourceResult Tagged(object value, string tag, int status = StatusCodes.Status200OK) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ApiJson.Options), tag) { Status = status };

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        http.Response.Headers.ETag = _tag;
        if (HttpMethods.IsGet(http.Request.Method) && IsKnown(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = _answer.Length;
        await http.Response.Body.WriteAsync(_answer, http.RequestAborted);
    }

    /// <summary>A header that cannot be read is none (RFC 9110, 13.1.2 compares weakly).</summary>
    private bool IsKnown(HttpRequest request) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known) &&
        known.Any(tag => tag.Tag == "*" || tag.Tag == _tag);
}
