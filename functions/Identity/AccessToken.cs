namespace CloudWorkspaces.Identity;

/// <summary>An access token as it is stored: without its text.</summary>
public sealed record AccessToken
{
    /// <summary>Stands in the token's text and is no secret.</summary>
    public required string Id { get; init; }

    public required string User { get; init; }

    /// <summary>What its user calls it.</summary>
    public required string Label { get; init; }

    /// <summary>Of the token's text, hexadecimal. Its secret has 256 random bits: no slower hash is needed.</summary>
    public required string Sha256 { get; init; }

    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedOn { get; init; }
    public required DateTimeOffset ExpiresOn { get; init; }
}
