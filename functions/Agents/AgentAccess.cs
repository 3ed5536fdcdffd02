namespace CloudWorkspaces.Agents;

/// <summary>The body of <c>access</c>.</summary>
public sealed record AgentAccess
{
    /// <summary>1 to 100 names of blobs of the attempt.</summary>
    public IReadOnlyList<string>? Blobs { get; init; }
}
