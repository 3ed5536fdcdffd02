namespace CloudWorkspaces.Agent.Endpoint;

internal sealed record BlobAccessRequest(IReadOnlyList<string> Blobs);
