using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Http;

/// <summary>If-Match and If-None-Match of a request that writes.</summary>
internal static class Preconditions
{
    /// <exception cref="ProblemException">400: a header is not one quoted tag or <c>*</c>.</exception>
    public static BlobRequestConditions Of(HttpRequest request)
    {
        RequestErrors errors = new();
        BlobRequestConditions conditions = new()
        {
            IfMatch = Tag("If-Match", request.Headers.IfMatch.ToString(), errors),
            IfNoneMatch = Tag("If-None-Match", request.Headers.IfNoneMatch.ToString(), errors),
        };
        errors.ThrowIfAny();
        return conditions;
    }

    private static ETag? Tag(string header, string value, RequestErrors errors)
    {
        if (value.Length == 0)
        {
            return null;
        }

        if (value == "*")
        {
            return ETag.All;
        }

        if (value.Length >= 3 && value[0] == '"' && value[^1] == '"' && !value[1..^1].Contains('"'))
        {
            return new ETag(value);
        }

        errors.Add(header, "must be one quoted tag or *.");
        return null;
    }
}
