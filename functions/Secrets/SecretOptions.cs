using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Secrets;

/// <summary>Section <c>Secrets</c>: where the values of secrets are kept, a key vault or this app's own encrypted table.</summary>
public sealed record SecretOptions : IValidatableObject
{
    public const string Section = "Secrets";

    /// <summary>The key vault's address, which the app's identity may read and write. Takes the place of the keys.</summary>
    public Uri? VaultUri { get; init; }

    /// <summary>32 bytes as base64: what values are encrypted with.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// Earlier keys. When the app starts, values under them are encrypted again with <see cref="Key"/>; then they can go.
    /// </summary>
    public IReadOnlyList<string> FormerKeys { get; init; } = [];

    /// <summary>Secrets that a workspace may have: 1 to 200, default 50.</summary>
    [Range(1, 200)]
    public int MaxPerWorkspace { get; init; } = 50;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (VaultUri is { } address && (!address.IsAbsoluteUri || address.Scheme != Uri.UriSchemeHttps))
        {
            yield return new ValidationResult("Secrets:VaultUri must be an https address.", [nameof(VaultUri)]);
        }

        if ((VaultUri is null) == string.IsNullOrEmpty(Key))
        {
            yield return new ValidationResult("Set Secrets:VaultUri or Secrets:Key.", [nameof(Key)]);
        }

        if (!string.IsNullOrEmpty(Key) && !IsKey(Key))
        {
            yield return new ValidationResult("Secrets:Key must be 32 bytes as base64.", [nameof(Key)]);
        }

        for (var index = 0; index < FormerKeys.Count; index++)
        {
            if (!IsKey(FormerKeys[index]))
            {
                yield return new ValidationResult(
                    $"Secrets:FormerKeys:{index} must be 32 bytes as base64.", [nameof(FormerKeys)]);
            }
        }
    }

    // The keys must not get into a log through the record's own text.
    public override string ToString() => $"{nameof(SecretOptions)} {{ {VaultUri}, {MaxPerWorkspace} }}";

    private static bool IsKey(string text) =>
        Convert.TryFromBase64String(text, new byte[SecretCipher.KeyBytes + 1], out var bytes) &&
        bytes == SecretCipher.KeyBytes;
}
