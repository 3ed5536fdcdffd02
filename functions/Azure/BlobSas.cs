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
        var endpoint = options.Value.ContainerEndpoint ?? blobs.Uri;
        var sas = new BlobSasBuilder(permissions, expiresOn)
        {
            BlobContainerName = container,
            BlobName = blob,
            Protocol = endpoint.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp,
        };
        var address = client.CanGenerateSasUri
            ? client.GenerateSasUri(sas)
            : client.GenerateUserDelegationSasUri(sas, await KeyAsync(cancellationToken));
        return new Uri(endpoint.AbsoluteUri.TrimEnd('/') + address.PathAndQuery[AccountPath.Length..]);
    }

    public void Dispose() => _keyLock.Dispose();

    private async Task<UserDelegationKey> KeyAsync(CancellationToken cancellationToken)
    {
        await _keyLock.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (_key is null || _key.SignedExpiresOn < now + KeyReserve)
            {
                _key = await blobs.GetUserDelegationKeyAsync(null, now + KeyLife, cancellationToken);
            }

            return _key;
        }
        finally
        {
            _keyLock.Release();
        }
    }
}
