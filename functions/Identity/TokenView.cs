namespace CloudWorkspaces.Identity;

/// <summary>A token as the API shows it.</summary>
public sealed record TokenView
{
    public required string Id { get; init; }
    public required string User { get; init; }
    public required string Label { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedOn { get; init; }
    public required DateTimeOffset ExpiresOn { get; init; }

    /// <summary>The text to send: only in the answer that created it.</summary>
    public string? Token { get; init; }

    public static TokenView Of(AccessToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new TokenView
        {
            Id = token.Id,
            User = token.User,
            Label = token.Label,
            CreatedBy = token.CreatedBy,
            CreatedOn = token.CreatedOn,
            ExpiresOn = token.ExpiresOn,
        };
    }
}
