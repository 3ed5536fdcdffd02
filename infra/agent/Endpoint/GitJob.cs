namespace CloudWorkspaces.Agent.Endpoint;

/// <summary>The repository that a run's notebook is in.</summary>
internal sealed record GitJob
{
    /// <summary>Over http or https, without a user.</summary>
    public required Uri Url { get; init; }

    /// <summary>A branch, a tag, HEAD, or a commit's whole id.</summary>
    public required string Revision { get; init; }

    /// <summary>The notebook's path in the repository.</summary>
    public required string Path { get; init; }

    /// <summary>Name of the workspace's secret that opens the repository; null for one that is open to all.</summary>
    public string? Credential { get; init; }

    /// <summary>For fetching and checking it out.</summary>
    public required int TimeoutSeconds { get; init; }

    /// <summary>Of its files on disk, with what git keeps.</summary>
    public required long MaxBytes { get; init; }
}
