namespace CloudWorkspaces.Agent.Endpoint;

internal sealed record BlobAccessAnswer(IReadOnlyDictionary<string, Uri> Blobs, DateTimeOffset ExpiresOn);
