using System.Text.Json.Serialization;
using Azure.Storage.Blobs.Models;

namespace CloudWorkspaces.Files;

/// <summary>A file of a workspace, as the API shows it.</summary>
public sealed record FileEntry
{
    public required string Path { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Quoted, as in the ETag header.</summary>
    [JsonPropertyName("etag")]
    public required string ETag { get; init; }

    public required DateTimeOffset LastModifiedOn { get; init; }

    internal static FileEntry From(BlobItem blob, string path) => new()
    {
        Path = path,
        Size = blob.Properties.ContentLength ?? 0,
        ContentType = blob.Properties.ContentType ?? FileTypes.Unknown,
        ETag = blob.Properties.ETag?.ToString("H") ?? "",
        LastModifiedOn = blob.Properties.LastModified ?? default,
    };
}
