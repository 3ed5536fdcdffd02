using System.Collections.Concurrent;
using Azure.Core;
using Azure.Storage.Blobs;
using CloudWorkspaces.AzureServices;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Mounts;

/// <summary>Signs for containers of other accounts by the app's own identity, which must have a role there.</summary>
public sealed class ForeignSas(TokenCredential credential, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, BlobSas> _accounts = new(StringComparer.Ordinal);

    /// <param name="account">The blob endpoint, one of those that the settings allow.</param>
    public IBlobSas Of(string account) => _accounts.GetOrAdd(account, endpoint => new BlobSas(
        new BlobServiceClient(new Uri(endpoint), credential), Options.Create(new StorageOptions()), time));

    public void Dispose()
    {
        foreach (var sas in _accounts.Values)
        {
            sas.Dispose();
        }
    }
}
