using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using CloudWorkspaces.Agent.Storage;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Agent.Tests.Storage;

public sealed class AppendedFileTests : IAsyncLifetime
{
    private readonly string _path = Path.GetTempFileName();
    private AppendBlobClient _blob = null!;

    public async Task InitializeAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var container = new BlobContainerClient(azurite.ConnectionString, $"t{Guid.NewGuid():N}");
        await container.CreateAsync();
        _blob = container.GetAppendBlobClient("log.txt");
    }

    public Task DisposeAsync()
    {
        File.Delete(_path);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Flush_FileHasGrown_StoresWhatIsNew()
    {
        var file = new AppendedFile(_path, _blob, "text/plain");

        await GrowAndFlushAsync(file, "one\n");
        await GrowAndFlushAsync(file, "two\n");

        Assert.Equal("one\ntwo\n", await StoredAsync());
    }

    [Fact]
    public async Task Flush_EarlierBlockWasStoredUnseen_GoesOnBehindIt()
    {
        var file = new AppendedFile(_path, _blob, "text/plain");
        await GrowAndFlushAsync(file, "one\n");
        await File.AppendAllTextAsync(_path, "two\n");
        await AppendUnseenAsync("two\n");

        await GrowAndFlushAsync(file, "three\n");

        Assert.Equal("one\ntwo\nthree\n", await StoredAsync());
    }

    [Fact]
    public async Task Flush_BlobHoldsMoreThanTheFile_Throws()
    {
        var file = new AppendedFile(_path, _blob, "text/plain");
        await GrowAndFlushAsync(file, "one\n");
        await AppendUnseenAsync("somebody else's");

        await Assert.ThrowsAsync<RequestFailedException>(() => GrowAndFlushAsync(file, "two\n"));
    }

    private async Task GrowAndFlushAsync(AppendedFile file, string text)
    {
        await File.AppendAllTextAsync(_path, text);
        await file.FlushAsync(CancellationToken.None);
    }

    private async Task AppendUnseenAsync(string text)
    {
        using var block = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await _blob.AppendBlockAsync(block);
    }

    private async Task<string> StoredAsync() => (await _blob.DownloadContentAsync()).Value.Content.ToString();
}
