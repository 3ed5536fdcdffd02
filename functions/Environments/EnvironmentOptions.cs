namespace CloudWorkspaces.Environments;

/// <summary>One curated environment in the settings: <c>Environments:{name}</c>.</summary>
public sealed record EnvironmentOptions
{
    /// <summary>For example 2026.11.</summary>
    public string Version { get; init; } = "";

    /// <summary>The image reference that container groups are given. What a version has once it never changes.</summary>
    public string Image { get; init; } = "";

    /// <summary>By version, also of versions that the settings named earlier: warned of from that time on.</summary>
    public Dictionary<string, DateTimeOffset> Deprecated { get; } = new(StringComparer.Ordinal);

    /// <summary>By version: refused from that time on.</summary>
    public Dictionary<string, DateTimeOffset> Retired { get; } = new(StringComparer.Ordinal);
}
