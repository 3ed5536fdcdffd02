using Azure.Storage.Blobs;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Functions.Tests;

public sealed class AzuriteTests
{
    [Fact]
    public async Task Shared_Started_HoldsBlobs()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var container = new BlobContainerClient(azurite.ConnectionString, $"t{Guid.NewGuid():N}");

        await container.CreateAsync();

        Assert.True(await container.ExistsAsync());
    }
}
