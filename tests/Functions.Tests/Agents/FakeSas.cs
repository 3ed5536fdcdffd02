using Azure.Storage.Sas;
using CloudWorkspaces.AzureServices;

namespace CloudWorkspaces.Functions.Tests.Agents;

internal sealed class FakeSas : IBlobSas
{
    public Task<Uri> IssueAsync(
        string container,
        string blob,
        BlobSasPermissions permissions,
        DateTimeOffset expiresOn,
        CancellationToken cancellationToken) =>
        Task.FromResult(new Uri($"http://blobs/{container}/{blob}?{permissions}"));

    public Task<Uri> IssueAsync(
        string container,
        BlobContainerSasPermissions permissions,
        DateTimeOffset expiresOn,
        CancellationToken cancellationToken) =>
        Task.FromResult(new Uri($"http://blobs/{container}?{permissions}&{expiresOn:O}"));
}
