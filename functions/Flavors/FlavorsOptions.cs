namespace CloudWorkspaces.Flavors;

/// <summary>The section <c>Flavors</c>: at least one flavor, by name.</summary>
public sealed record FlavorsOptions
{
    public const string Section = "Flavors";

    public Dictionary<string, FlavorOptions> Items { get; } = new(StringComparer.Ordinal);
}
