using Azure.Storage.Sas;

namespace CloudWorkspaces.AzureServices;

/// <summary>Signs addresses of single blobs, as containers reach them.</summary>
public interface IBlobSas
{
    Task<Uri> IssueAsync(
        string container,
        string blob,
        BlobSasPermissions permissions,
        DateTimeOffset expiresOn,
        CancellationToken cancellationToken);
}
