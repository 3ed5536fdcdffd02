namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>One state of a blob.</summary>
/// <param name="ETag">In quotes, as in the storage's header.</param>
/// <param name="LastModified">By the storage's clock, in whole seconds.</param>
internal sealed record BlobVersion(string Name, string ETag, DateTimeOffset LastModified);
