using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace CloudWorkspaces.Files;

/// <summary>
/// Refuses a download whose conditions or range do not fit what there is (RFC 9110, 13.2.2 and 14.2), with a problem as
/// all refusals have; the server's own have no body.
/// </summary>
internal static class DownloadChecks
{
    /// <param name="request">Its headers.</param>
    /// <param name="tag">Of the content.</param>
    /// <param name="modified">When the content was written.</param>
    /// <param name="length">Of the content, in bytes.</param>
    /// <exception cref="ProblemException">412 or 416.</exception>
    public static void Check(HttpRequest request, EntityTagHeaderValue tag, DateTimeOffset modified, long length)
    {
        var headers = request.GetTypedHeaders();
        if (headers.IfMatch.Count > 0
            ? !headers.IfMatch.Any(wanted => wanted.Tag == "*" || wanted.Compare(tag, useStrongComparison: true))
            : headers.IfUnmodifiedSince < Seconds(modified))
        {
            throw new ProblemException(Problems.PreconditionFailed($"The content has the tag {tag} and is of {modified:R}."));
        }

        if (headers.IfRange is null && IsOutside(headers, length))
        {
            throw new ProblemException(Problems.RangeNotSatisfiable($"The content has {length} bytes."))
            {
                Headers = new Dictionary<string, string> { [HeaderNames.ContentRange] = $"bytes */{length}" },
            };
        }
    }

    /// <summary>Several ranges at once are not given, and the whole is in their place.</summary>
    private static bool IsOutside(RequestHeaders headers, long length) =>
        headers.Range is { Unit.Value: "bytes", Ranges: { Count: 1 } ranges } &&
        (length == 0 || (ranges.First() is var range && (range.From is { } from ? from >= length : range.To == 0)));

    /// <summary>As HTTP tells times.</summary>
    private static DateTimeOffset Seconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
