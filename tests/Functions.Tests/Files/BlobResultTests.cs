using System.Net;
using Azure;
using CloudWorkspaces.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Functions.Tests.Files;

public sealed class BlobResultTests
{
    [Fact]
    public async Task Execute_UnchangedContent_IsSent()
    {
        using var answer = await GetAsync(() => new MemoryStream([1, 2, 3]));

        Assert.Equal([1, 2, 3], await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Execute_ContentThatHasGoneMeanwhile_Is409() =>
        await IsRefusedAsync(() => throw new RequestFailedException(404, "Gone"));

    [Fact]
    public async Task Execute_ContentThatIsShorterMeanwhile_Is409() =>
        await IsRefusedAsync(() => 0);

    private static async Task IsRefusedAsync(Func<int> read)
    {
        using var answer = await GetAsync(() => new FaultyStream(read));
        Assert.Equal(
            (HttpStatusCode.Conflict, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    private static async Task<HttpResponseMessage> GetAsync(Func<Stream> content)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddControllers();
        await using var app = builder.Build();
        app.Run(http => new BlobResult(content(), "text/plain").ExecuteResultAsync(new ActionContext { HttpContext = http }));
        await app.StartAsync();
        using var client = new HttpClient();
        return await client.GetAsync(new Uri(app.Urls.Single()));
    }

    /// <summary>Promises three bytes.</summary>
    private sealed class FaultyStream(Func<int> read) : MemoryStream([1, 2, 3])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(read());

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(read());
    }
}
