namespace CloudWorkspaces.Environments;

/// <summary>One environment in the settings: <c>Environments:{name}</c>.</summary>
public sealed record EnvironmentOptions
{
    /// <summary>For example 2026.11.</summary>
    public string Version { get; init; } = "";

    /// <summary>The image reference that container groups are given.</summary>
    public string Image { get; init; } = "";
}
