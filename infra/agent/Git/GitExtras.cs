namespace CloudWorkspaces.Agent.Git;

/// <summary>What one git command is given besides.</summary>
internal sealed record GitExtras
{
    public static readonly GitExtras None = new();

    public IReadOnlyList<string> Settings { get; init; } = [];

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}
