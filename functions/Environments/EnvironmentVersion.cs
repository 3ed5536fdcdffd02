namespace CloudWorkspaces.Environments;

/// <summary>One version of an environment. It never changes.</summary>
public sealed record EnvironmentVersion
{
    public required string Name { get; init; }
    public required string Version { get; init; }

    /// <summary>The container image, by digest where it is known.</summary>
    public required string Image { get; init; }

    /// <summary><c>name:version</c>, as runs record it and as callers may ask for it.</summary>
    public string Reference => $"{Name}:{Version}";
}
