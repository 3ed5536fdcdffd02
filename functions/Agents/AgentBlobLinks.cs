namespace CloudWorkspaces.Agents;

/// <summary>Signed addresses by the blob's name; the answer to <c>access</c>.</summary>
public sealed record AgentBlobLinks
{
    public required IReadOnlyDictionary<string, Uri> Blobs { get; init; }

    public required DateTimeOffset ExpiresOn { get; init; }
}
