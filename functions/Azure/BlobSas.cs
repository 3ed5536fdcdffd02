using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.AzureServices;

/// <summary>
/// Signs with the account's key where there is one, else with a user delegation key, which is asked for once and used
/// until an hour before its end.
/// </summary>
internal sealed class BlobSas(BlobServiceClient blobs, IOptions<StorageOptions> options, TimeProvider time)
    : IBlobSas, IDisposable
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(12);
    private static readonly TimeSpan KeyReserve = TimeSpan.FromHours(1);

    /// <summary>The service gives none for longer.</summary>
    private static readonly TimeSpan LongestKeyLife = TimeSpan.FromDays(7);

    private readonly SemaphoreSlim _keyLock = new(1, 1);
    private UserDelegationKey? _key;

    /// <summary>Empty in Azure, where the host names the account.</summary>
    private string AccountPath => blobs.Uri.AbsolutePath.TrimEnd('/');

    public async Task<Uri> IssueAsync(
        string container,
        string blob,
        BlobSasPermissions permissions,
        DateTimeOffset expiresOn,
        CancellationToken cancellationToken)
    {
        var client = blobs.GetBlobContainerClient(container).GetBlobClient(blob);
        var sas = new BlobSasBuilder(permissions, expiresOn)
        {
            BlobContainerName = container,
            BlobName = blob,
            Protocol = Protocol,
        };
        return AsContainersReachIt(client.CanGenerateSasUri
            ? client.GenerateSasUri(sas)
            : client.GenerateUserDelegationSasUri(sas, await KeyAsync(expiresOn, cancellationToken)));
    }

    public async Task<Uri> IssueAsync(
        string container,
        BlobContainerSasPermissions permissions,
        DateTimeOffset expiresOn,
        CancellationToken cancellationToken)
    {
        var client = blobs.GetBlobContainerClient(container);
        var sas = new BlobSasBuilder(permissions, expiresOn)
        {
            BlobContainerName = container,
            Protocol = Protocol,
        };
        return AsContainersReachIt(client.CanGenerateSasUri
            ? client.GenerateSasUri(sas)
            : client.GenerateUserDelegationSasUri(sas, await KeyAsync(expiresOn, cancellationToken)));
    }

    public void Dispose() => _keyLock.Dispose();

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private Uri Endpoint => options.Value.ContainerEndpoint ?? blobs.Uri;

    private SasProtocol Protocol =>
        Endpoint.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp;

    private Uri AsContainersReachIt(Uri address) =>
        new(Endpoint.AbsoluteUri.TrimEnd('/') + address.PathAndQuery[AccountPath.Length..]);

    /// <summary>No signature outlives its key.</summary>
    private async Task<UserDelegationKey> KeyAsync(DateTimeOffset expiresOn, CancellationToken cancellationToken)
    {
        await _keyLock.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (_key is null || _key.SignedExpiresOn < now + KeyReserve || _key.SignedExpiresOn < expiresOn)
            {
                var end = expiresOn + KeyReserve;
                _key = await blobs.GetUserDelegationKeyAsync(
                    null, end > now + KeyLife ? Min(end, now + LongestKeyLife) : now + KeyLife, cancellationToken);
            }

            return _key;
        }
        finally
        {
            _keyLock.Release();
        }
    }
}
