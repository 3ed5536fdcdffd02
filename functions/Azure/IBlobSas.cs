using Azure.Storage.Sas;

namespace CloudWorkspaces.AzureServices;

/// <summary>Signs addresses of blobs and containers, as containers reach them.</summary>
public interface IBlobSas
{
    Task<Uri> IssueAsync(
        string container,
        string blob,
        BlobSasPermissions permissions,
        DateTimeOffset expiresOn,
        CancellationToken cancellationToken);

    /// <summary>For every blob of a container.</summary>
    Task<Uri> IssueAsync(
        string container,
        BlobContainerSasPermissions permissions,
        DateTimeOffset expiresOn,
        CancellationToken cancellationToken);
}
