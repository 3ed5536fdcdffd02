namespace CloudWorkspaces.Local.Arm.Registry;

/// <summary>What a DockerBuildRequest asks for.</summary>
internal sealed record BuildRequest
{
    /// <summary>Repository and tag, without the registry.</summary>
    public required IReadOnlyList<string> ImageNames { get; init; }

    /// <summary>Address of the context as tar.gz.</summary>
    public required Uri Source { get; init; }

    /// <summary>Path inside the context.</summary>
    public required string DockerFile { get; init; }

    public required IReadOnlyDictionary<string, string> Arguments { get; init; }

    public int? TimeoutSeconds { get; init; }
}
