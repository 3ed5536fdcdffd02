using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Homes;

/// <summary>The section <c>Homes</c>: the storage account whose file shares are the workspaces' home file systems.</summary>
public sealed record HomeOptions
{
    public const string Section = "Homes";

    [Required]
    public string AccountName { get; init; } = "";

    [Required]
    public string AccountKey { get; init; } = "";

    /// <summary>
    /// Of the account's files, for example https://account.file.core.windows.net. Without it shares are neither made nor
    /// removed here: whoever runs the deployment sees to them.
    /// </summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Of the endpoint's certificate in hexadecimal, SHA-256; where it is missing, the system's trust decides.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>The size of a new share.</summary>
    [Range(1, 102_400)]
    public int QuotaGiB { get; init; } = 100;
}
