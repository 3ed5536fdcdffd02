using CloudWorkspaces.Runs.Git;

namespace CloudWorkspaces.Agents;

/// <summary>The repository that an agent is to fetch the notebook from; see the agent's <c>GitJob</c>.</summary>
public sealed record AgentGit
{
    public required string Url { get; init; }
    public required string Revision { get; init; }
    public required string Path { get; init; }

    /// <summary>Name of a secret that the container has.</summary>
    public string? Credential { get; init; }

    public required int TimeoutSeconds { get; init; }
    public required long MaxBytes { get; init; }

    internal static AgentGit Of(GitSource source, GitOptions options) => new()
    {
        Url = source.Url,
        Revision = source.Revision,
        Path = source.Path,
        Credential = source.Credential,
        TimeoutSeconds = options.TimeoutSeconds,
        MaxBytes = (long)options.MaxMiB << 20,
    };
}
