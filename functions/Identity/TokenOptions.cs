namespace CloudWorkspaces.Identity;

/// <summary>One access token in the settings. The token itself is stored nowhere.</summary>
public sealed record TokenOptions
{
    public string User { get; init; } = "";

    /// <summary>SHA-256 of the token's UTF-8 bytes, 64 hexadecimal digits.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Makes the user an administrator: see <see cref="Caller.IsAdministrator"/>.</summary>
    public bool Administrator { get; init; }
}
