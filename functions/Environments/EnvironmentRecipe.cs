namespace CloudWorkspaces.Environments;

/// <summary>What an environment is derived from. Lists are sorted and without repetition.</summary>
public sealed record EnvironmentRecipe
{
    /// <summary>By digest.</summary>
    public required string BaseImage { get; init; }

    /// <summary><c>name</c> or <c>name=version</c>.</summary>
    public required IReadOnlyList<string> DebianPackages { get; init; }

    /// <summary>Requirements as in pip's files, one each.</summary>
    public required IReadOnlyList<string> PipPackages { get; init; }

    /// <summary>Brings what the image has up to date, as updates of curated environments do.</summary>
    public bool Upgrade { get; init; }
}
