using Azure;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Http;

namespace CloudWorkspaces.Secrets;

/// <summary>The ETag of a secret: its version in quotes.</summary>
internal static class SecretTag
{
    public static string Of(Secret secret) => FormattableString.Invariant($"\"{secret.Version}\"");

    /// <exception cref="ProblemException">412: the secret, or that there is none, does not match the conditions.</exception>
    public static void Check(BlobRequestConditions conditions, string name, Secret? secret)
    {
        ETag? tag = secret is null ? null : new ETag(Of(secret));
        if (conditions.IfMatch is { } wanted && (tag is null || (wanted != ETag.All && wanted != tag)))
        {
            throw Failed($"Secret '{name}' {(secret is null ? "does not exist" : $"is at {tag}")}; {wanted} was asked for.");
        }

        if (conditions.IfNoneMatch is { } unwanted && tag is not null && (unwanted == ETag.All || unwanted == tag))
        {
            throw Failed($"Secret '{name}' exists and is at {tag}.");
        }
    }

    private static ProblemException Failed(string detail) => new(Problems.PreconditionFailed(detail));
}
