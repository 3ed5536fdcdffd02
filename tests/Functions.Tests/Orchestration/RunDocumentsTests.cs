using Azure.Storage.Blobs;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

public sealed class RunDocumentsTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly RunReference _run = new($"w{Guid.NewGuid():N}", RunId.New(DateTimeOffset.UnixEpoch).Value);

    [Theory]
    [InlineData("""{"state":"settled","cause":{"code":"kernel-died","message":"m"},"cells":{"total":1}}""", "kernel-died")]
    [InlineData("""{"state":"running"}""", null)]
    public async Task StatusAsync_AgentsFormat_IsRead(string json, string? cause)
    {
        var documents = await CreateAsync($"{_run.RunId}/1/status.json", json);

        var status = await documents.StatusAsync(new(_run, 1), None);

        Assert.NotNull(status);
        Assert.Equal(cause, status.Cause?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("""{"state":3}""")]
    public async Task StatusAsync_AnotherFormat_TellsNothing(string json)
    {
        var documents = await CreateAsync($"{_run.RunId}/1/status.json", json);

        Assert.Null(await documents.StatusAsync(new(_run, 1), None));
    }

    [Fact]
    public async Task RequestAsync_AsItWasSubmitted_IsRead()
    {
        var documents = await CreateAsync(
            $"{_run.RunId}/request.json",
            """{"parameters":{"a":[1,null]},"notebookName":"a.ipynb","runTimeoutSeconds":60}""");

        var request = await documents.RequestAsync(_run, None);

        Assert.Equal(("a.ipynb", 60, 60), (request!.NotebookName, request.RunTimeoutSeconds, request.StartTimeoutSeconds));
        Assert.Equal("""{"a":[1,null]}""", request.Parameters.ToJsonString());
    }

    [Fact]
    public async Task Reads_NothingThere_AreNull()
    {
        var documents = await CreateAsync("other", "{}");

        Assert.Null(await documents.RequestAsync(_run, None));
        Assert.Null(await documents.StatusAsync(new(_run, 1), None));
    }

    private async Task<RunDocuments> CreateAsync(string path, string content)
    {
        var blobs = new BlobServiceClient((await AzuriteServer.SharedAsync()).ConnectionString);
        var container = blobs.GetBlobContainerClient(RunBlobs.Container(_run.Workspace));
        await container.CreateAsync();
        await container.UploadBlobAsync(path, BinaryData.FromString(content));
        return new(blobs);
    }
}
