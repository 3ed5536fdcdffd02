using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Local.Functions.Storage;

namespace CloudWorkspaces.Local.Functions.Keys;

/// <summary>Reads the app's keys and makes those that are missing. Of hosts that do so at once, all get the first one's.</summary>
internal sealed class SecretStore(HubStorage storage, StorageRetry retry, string hostId)
{
    public Task<HostSecrets> HostAsync(CancellationToken cancellationToken) => GetAsync(
        KeyNames.HostBlob, SecretsJson.Default.HostSecrets, secrets => secrets.Complete(), cancellationToken);

    public Task<FunctionSecrets> FunctionAsync(string function, CancellationToken cancellationToken) => GetAsync(
        KeyNames.FunctionBlob(function), SecretsJson.Default.FunctionSecrets, secrets => secrets.Complete(), cancellationToken);

    private async Task<T> GetAsync<T>(
        string name, JsonTypeInfo<T> type, Func<T, T> complete, CancellationToken cancellationToken)
        where T : class, new()
    {
        var blob = storage.Secrets.GetBlobClient($"{hostId}/{name}");
        while (true)
        {
            var (found, etag) = await retry.PatientlyAsync(token => ReadAsync(blob, type, token), cancellationToken);
            var secrets = complete(found ?? new T());
            if (ReferenceEquals(secrets, found)
                || await retry.PatientlyAsync(token => TryWriteAsync(blob, secrets, type, etag, token), cancellationToken))
            {
                return secrets;
            }
        }
    }

    private static async Task<(T? Secrets, ETag? ETag)> ReadAsync<T>(
        BlobClient blob, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var content = await blob.DownloadContentAsync(cancellationToken);
            var secrets = JsonSerializer.Deserialize(content.Value.Content, type)
                ?? throw new InvalidDataException($"The keys in {blob.BlobContainerName}/{blob.Name} are null.");
            return (secrets, content.Value.Details.ETag);
        }
        catch (RequestFailedException exception) when (exception.Status == (int)HttpStatusCode.NotFound)
        {
            return (null, null);
        }
    }

    /// <summary>False when another has written meanwhile, or when the container had to be made first.</summary>
    private async Task<bool> TryWriteAsync<T>(
        BlobClient blob, T secrets, JsonTypeInfo<T> type, ETag? etag, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            Conditions = etag is { } known
                ? new BlobRequestConditions { IfMatch = known }
                : new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
        };
        try
        {
            await blob.UploadAsync(
                BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(secrets, type)), options, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == (int)HttpStatusCode.NotFound)
        {
            await storage.Secrets.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return false;
        }
        catch (RequestFailedException exception) when (
            exception.Status is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
    }
}
