using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Identity;

/// <summary>The section <c>Identity</c>.</summary>
public sealed record IdentityOptions
{
    public const string Section = "Identity";

    /// <summary>Tokens that a deployment begins with; at least one.</summary>
    public IReadOnlyList<TokenOptions> Tokens { get; init; } = [];

    /// <summary>Tokens that one user may have at the same time: 1 to 1,000, default 50.</summary>
    [Range(1, 1_000)]
    public int MaxTokensPerUser { get; init; } = 50;

    /// <summary>The longest life of a token that a user makes: 1 to 3,660 days, default 366.</summary>
    [Range(1, 3_660)]
    public int MaxTokenDays { get; init; } = 366;
}
