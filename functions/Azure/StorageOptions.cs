using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.AzureServices;

/// <summary>Section <c>Storage</c>: where the product's tables and blobs are.</summary>
public sealed record StorageOptions : IValidatableObject
{
    public const string Section = "Storage";

    /// <summary>With an account key, as Azurite has one. Absent in Azure, where the two addresses are set.</summary>
    public string? ConnectionString { get; init; }

    public Uri? BlobServiceUri { get; init; }

    public Uri? TableServiceUri { get; init; }

    /// <summary>The blob endpoint as containers reach it; the app's own when absent.</summary>
    public Uri? ContainerEndpoint { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(ConnectionString) && (BlobServiceUri is null || TableServiceUri is null))
        {
            yield return new ValidationResult(
                "Set Storage:ConnectionString, or both Storage:BlobServiceUri and Storage:TableServiceUri.",
                [nameof(ConnectionString)]);
        }

        foreach (var address in (Uri?[])[BlobServiceUri, TableServiceUri, ContainerEndpoint])
        {
            if (address is { IsAbsoluteUri: false })
            {
                yield return new ValidationResult($"Storage: '{address}' is not an absolute address.");
            }
        }
    }

    // The account's key must not get into a log through the record's own text.
    public override string ToString() =>
        $"{nameof(StorageOptions)} {{ {BlobServiceUri}, {TableServiceUri}, {ContainerEndpoint} }}";
}
