using Azure;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>A turn that is written.</summary>
/// <param name="Blobs">The payload blobs that it made void.</param>
internal sealed record Committed(ETag ETag, IReadOnlyList<string> Blobs);
