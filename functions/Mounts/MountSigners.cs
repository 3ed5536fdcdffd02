using System.Collections.Concurrent;
using Azure.Core;
using Azure.Storage.Blobs;
using CloudWorkspaces.AzureServices;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Mounts;

/// <summary>
/// Signs for containers of the deployment's own account, and of others by the app's identity, which must have a role
/// there.
/// </summary>
public sealed class MountSigners(IBlobSas own, TokenCredential credential, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, BlobSas> _accounts = new(StringComparer.Ordinal);

    /// <param name="account">The blob endpoint, one of those that the settings allow; null for the deployment's own.</param>
    public IBlobSas Of(string? account) => account is null ? own : _accounts.GetOrAdd(account, endpoint => new BlobSas(
        new BlobServiceClient(new Uri(endpoint), credential), Options.Create(new StorageOptions()), time));

    public void Dispose()
    {
        foreach (var sas in _accounts.Values)
        {
            sas.Dispose();
        }
    }
}
