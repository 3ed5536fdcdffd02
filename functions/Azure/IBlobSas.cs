using Azure.Storage.Sas;

namespace CloudWorkspaces.AzureServices;

/// <summary>Gives access to single blobs for a short time.</summary>
public interface IBlobSas
{
    /// <summary>The blob's address as containers reach it, with a signature for just these permissions.</summary>
    Task<Uri> IssueAsync(
        string container,
        string blob,
        BlobSasPermissions permissions,
        DateTimeOffset expiresOn,
        CancellationToken cancellationToken);
}
