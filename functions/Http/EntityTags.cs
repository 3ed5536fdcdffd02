using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Http;

/// <summary>
/// ETags of resources whose answers tell more than their record, such as how far a run is. A tag is the record's version
/// and a digest of the answer, <c>"version-digest"</c>: If-None-Match is about the whole, If-Match about the version alone.
/// </summary>
internal static class EntityTags
{
    private const int Digits = 12;

    /// <summary>A digest of all that a record says.</summary>
    public static string Version(object record) =>
        Digest(JsonSerializer.SerializeToUtf8Bytes(record, record.GetType(), ApiJson.Options));

    public static string Of(string version, ReadOnlySpan<byte> answer) => $"\"{version}-{Digest(answer)}\"";

    /// <summary>What checks a record's version against the request's If-Match, with 412 where it differs.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">Names the resource, as the beginning of a sentence.</param>
    /// <exception cref="ProblemException">400: the header is not one quoted tag or <c>*</c>.</exception>
    public static Action<string> CheckVersion(HttpRequest request, string what)
    {
        var wanted = Preconditions.Of(request).IfMatch;
        return version =>
        {
            if (wanted is { } tag && tag != ETag.All && VersionIn(tag) != version)
            {
                throw new ProblemException(Problems.PreconditionFailed($"{what} is at \"{version}\", not at {tag}."));
            }
        };
    }

    /// <summary>As <see cref="CheckVersion"/>, of records whose version is their digest.</summary>
    /// <exception cref="ProblemException">400: the header is not one quoted tag or <c>*</c>.</exception>
    public static Action<object> Check(HttpRequest request, string what)
    {
        if (request.Headers.IfMatch.Count == 0)
        {
            return _ => { };
        }

        var check = CheckVersion(request, what);
        return record => check(Version(record));
    }

    private static string VersionIn(ETag tag) => tag.ToString().Trim('"').Split('-')[0];

    private static string Digest(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content))[..Digits];
}
