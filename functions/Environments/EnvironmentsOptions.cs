namespace CloudWorkspaces.Environments;

/// <summary>The section <c>Environments</c>: at least one environment, by name.</summary>
public sealed record EnvironmentsOptions
{
    public const string Section = "Environments";

    public Dictionary<string, EnvironmentOptions> Items { get; } = new(StringComparer.Ordinal);
}
