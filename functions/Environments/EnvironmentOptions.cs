namespace CloudWorkspaces.Environments;

/// <summary>One curated environment in the settings: <c>Environments:{name}</c>.</summary>
public sealed record EnvironmentOptions
{
    /// <summary>Where a setting's name cannot spell it, such as eo-ml; else it is the section's.</summary>
    public string? Name { get; init; }

    /// <summary>For example 2026.11.</summary>
    public string Version { get; init; } = "";

    /// <summary>The image reference that container groups are given. What a version has once it never changes.</summary>
    public string Image { get; init; } = "";

    /// <summary>
    /// Where the version has another image already: give this one the next number behind it, such as 2026.11.1, in place
    /// of refusing to start. For machines that build their images themselves.
    /// </summary>
    public bool Renumber { get; init; }

    /// <summary>By version, also of versions that the settings named earlier: warned of from that time on.</summary>
    public Dictionary<string, DateTimeOffset> Deprecated { get; } = new(StringComparer.Ordinal);

    /// <summary>By version: refused from that time on.</summary>
    public Dictionary<string, DateTimeOffset> Retired { get; } = new(StringComparer.Ordinal);
}
