using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Testing;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.AzureServices;

/// <summary>With the account's key, against Azurite.</summary>
public sealed class BlobSasTests : IAsyncLifetime
{
    private readonly string _container = $"sas{Guid.NewGuid():N}";
    private AzuriteServer _azurite = null!;
    private BlobServiceClient _blobs = null!;

    private static DateTimeOffset Soon => TimeProvider.System.GetUtcNow().AddMinutes(5);

    public async Task InitializeAsync()
    {
        _azurite = await AzuriteServer.SharedAsync();
        _blobs = new BlobServiceClient(_azurite.ConnectionString);
        await _blobs.CreateBlobContainerAsync(_container);
    }

    public Task DisposeAsync() => _blobs.DeleteBlobContainerAsync(_container);

    [Theory]
    [InlineData("plain.txt")]
    [InlineData("outputs/sub folder/a.tif")]
    [InlineData("outputs/100% #1?&=+.txt")]
    [InlineData("outputs/größe-日本.txt")]
    [InlineData("outputs/a%2Fb.txt")]
    public async Task Issue_WriteAndRead_WorksForAnyName(string name)
    {
        var address = await IssueAsync(name, BlobSasPermissions.Create | BlobSasPermissions.Write | BlobSasPermissions.Read);

        await new BlockBlobClient(address).UploadAsync(BinaryData.FromString(name).ToStream());

        var stored = await _blobs.GetBlobContainerClient(_container).GetBlobClient(name).DownloadContentAsync();
        Assert.Equal(name, stored.Value.Content.ToString());
        Assert.Equal(name, (await new BlobClient(address).DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task Issue_ReadOnly_IsRefusedToWrite()
    {
        var address = await IssueAsync("a.txt", BlobSasPermissions.Read);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() =>
            new BlockBlobClient(address).UploadAsync(BinaryData.FromString("x").ToStream()));

        Assert.Equal(403, failure.Status);
    }

    [Fact]
    public async Task Issue_ForOneBlob_IsRefusedForItsNeighbours()
    {
        await _blobs.GetBlobContainerClient(_container).UploadBlobAsync("b.txt", BinaryData.FromString("b"));
        var address = await IssueAsync("a.txt", BlobSasPermissions.Read);
        var neighbour = new BlobUriBuilder(address) { BlobName = "b.txt" }.ToUri();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => new BlobClient(neighbour).DownloadContentAsync());

        Assert.Equal(403, failure.Status);
    }

    [Fact]
    public async Task Issue_Expired_IsRefused()
    {
        await _blobs.GetBlobContainerClient(_container).UploadBlobAsync("a.txt", BinaryData.FromString("a"));
        var address = await Sas().IssueAsync(
            _container, "a.txt", BlobSasPermissions.Read, TimeProvider.System.GetUtcNow().AddMinutes(-5), CancellationToken.None);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => new BlobClient(address).DownloadContentAsync());

        Assert.Equal(403, failure.Status);
    }

    [Theory]
    [InlineData("https://blobs.inside:8443", "/{0}/outputs/a%20b.txt", "https")]
    [InlineData("https://inside/proxy/account/", "/proxy/account/{0}/outputs/a%20b.txt", "https")]
    [InlineData("http://10.0.0.1:10000/devstoreaccount1", "/devstoreaccount1/{0}/outputs/a%20b.txt", "https,http")]
    public async Task Issue_ContainersHaveAnotherEndpoint_IsForThat(string endpoint, string path, string protocols)
    {
        var inside = new Uri(endpoint);

        var address = await Sas(inside).IssueAsync(
            _container, "outputs/a b.txt", BlobSasPermissions.Read, Soon, CancellationToken.None);

        Assert.Equal(inside.GetLeftPart(UriPartial.Authority), address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(string.Format(null, path, _container), address.AbsolutePath);
        Assert.Contains($"spr={protocols}", Uri.UnescapeDataString(address.Query), StringComparison.Ordinal);
    }

    private Task<Uri> IssueAsync(string name, BlobSasPermissions permissions) =>
        Sas().IssueAsync(_container, name, permissions, Soon, CancellationToken.None);

    private BlobSas Sas(Uri? containerEndpoint = null) => new(
        _blobs, Options.Create(new StorageOptions { ContainerEndpoint = containerEndpoint }), TimeProvider.System);
}
