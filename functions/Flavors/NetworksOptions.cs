namespace CloudWorkspaces.Flavors;

/// <summary>The section <c>Networks</c>: subnets by the names that flavors use; none unless set.</summary>
public sealed record NetworksOptions
{
    public const string Section = "Networks";

    public Dictionary<string, NetworkOptions> Items { get; } = new(StringComparer.Ordinal);
}
