using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.AzureServices;

/// <summary>Section <c>Arm</c>: where container groups are made.</summary>
public sealed record ArmOptions : IValidatableObject
{
    public const string Section = "Arm";

    /// <summary>Azure's public endpoint unless set. HTTPS, since tokens are sent.</summary>
    public Uri Endpoint { get; init; } = new("https://management.azure.com");

    /// <summary>SHA-256, hexadecimal: the one certificate to trust instead of the machine's authorities.</summary>
    [RegularExpression("[0-9A-Fa-f]{64}")]
    public string? CertificateThumbprint { get; init; }

    /// <summary>A fixed bearer token, for an emulator. Absent in Azure, where the app's identity is used.</summary>
    public string? Token { get; init; }

    [Required]
    public string SubscriptionId { get; init; } = "";

    [Required]
    public string ResourceGroup { get; init; } = "";

    [Required]
    public string Location { get; init; } = "";

    /// <summary>Tells this deployment's groups from those of another in the same resource group.</summary>
    [Required]
    public string Deployment { get; init; } = "default";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Endpoint.IsAbsoluteUri || Endpoint.Scheme != Uri.UriSchemeHttps)
        {
            yield return new ValidationResult("Arm:Endpoint must be an https address.", [nameof(Endpoint)]);
        }
    }

    // The token must not get into a log through the record's own text.
    public override string ToString() =>
        $"{nameof(ArmOptions)} {{ {Endpoint}, {SubscriptionId}, {ResourceGroup}, {Location}, {Deployment} }}";
}
