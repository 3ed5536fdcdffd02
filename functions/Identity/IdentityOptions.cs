namespace CloudWorkspaces.Identity;

/// <summary>The section <c>Identity</c>.</summary>
public sealed record IdentityOptions
{
    public const string Section = "Identity";

    /// <summary>Tokens that are accepted; at least one.</summary>
    public IReadOnlyList<TokenOptions> Tokens { get; init; } = [];
}
