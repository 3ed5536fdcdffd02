namespace CloudWorkspaces.Runs.Git;

/// <summary>A notebook in a git repository, which the run's agent fetches.</summary>
public sealed record GitSource
{
    /// <summary>What a run's notebook begins with when it is from git.</summary>
    public const string Prefix = "git:";

    /// <summary>Over https or http, without user and password.</summary>
    public required string Url { get; init; }

    /// <summary>A branch, a tag, HEAD, or the whole id of a commit.</summary>
    public required string Revision { get; init; }

    /// <summary>The notebook's path in the repository.</summary>
    public required string Path { get; init; }

    /// <summary>The name of the workspace's secret that opens the repository: a token, or <c>user:password</c>.</summary>
    public string? Credential { get; init; }

    /// <summary>As <see cref="RunRecord.Notebook"/>: repository and path, apart by two slashes.</summary>
    internal string Reference => $"{Prefix}{Url}//{Path}";
}
