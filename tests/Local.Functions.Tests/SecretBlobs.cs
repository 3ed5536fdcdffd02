using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>The keys of one host as an operator finds them in storage.</summary>
internal sealed class SecretBlobs(BlobContainerClient container, string hostId)
{
    public static async Task<SecretBlobs> OfAsync(string hostId)
    {
        var azurite = await AzuriteServer.SharedAsync();
        var options = new BlobClientOptions();
        return new SecretBlobs(new BlobContainerClient(azurite.ConnectionString, "azure-webjobs-secrets", options), hostId);
    }

    public async Task<bool> ExistAsync() =>
        await container.ExistsAsync() && await container.GetBlobClient($"{hostId}/host.json").ExistsAsync();

    public async Task<JsonNode> ReadAsync(string name = "host.json")
    {
        var content = await container.GetBlobClient($"{hostId}/{name}").DownloadContentAsync();
        return JsonNode.Parse(content.Value.Content.ToString())!;
    }

    public async Task WriteAsync(string name, JsonNode secrets)
    {
        await container.CreateIfNotExistsAsync();
        await container.GetBlobClient($"{hostId}/{name}").UploadAsync(BinaryData.FromString(secrets.ToJsonString()), overwrite: true);
    }
}
