using Azure.Storage.Blobs;
using CloudWorkspaces.Local.Functions.Blobs;
using CloudWorkspaces.Testing;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>A host with a container of its own, and with those blob functions that a test names.</summary>
internal sealed class BlobApp : IAsyncDisposable
{
    private readonly TestApp _app;

    private BlobApp(TestApp app, BlobContainerClient container) => (_app, Container) = (app, container);

    public BlobContainerClient Container { get; }

    public BlobFunctions Functions => _app.Services.GetRequiredService<BlobFunctions>();

    public BlobActivity Activity => _app.Services.GetRequiredService<BlobActivity>();

    public HttpClient Http => _app.Http;

    public List<string> Calls => BlobFunctionsForTests.Of(Container.Name);

    /// <param name="change">What else is to be set.</param>
    public static async Task<BlobApp> StartAsync(
        string[] functions, Action<FunctionsApplicationBuilder>? change = null, AzuriteServer? azurite = null, string? hub = null)
    {
        hub ??= TestApp.NewHub();
        var builder = await BuilderAsync(hub, functions);
        if (azurite is not null)
        {
            builder.Configuration["AzureWebJobsStorage"] = azurite.ConnectionString;
        }

        change?.Invoke(builder);
        var container = new BlobContainerClient(builder.Configuration["AzureWebJobsStorage"], hub);
        await container.CreateIfNotExistsAsync();
        return new BlobApp(await TestApp.StartAsync(builder, hub), container);
    }

    public static async Task<FunctionsApplicationBuilder> BuilderAsync(string hub, params string[] functions)
    {
        var builder = await TestApp.BuilderAsync(hub);
        builder.Configuration[BlobFunctionsForTests.Setting] = hub;
        builder.Configuration["BLOBS_CONNECTION"] = builder.Configuration["AzureWebJobsStorage"];
        foreach (var function in functions)
        {
            builder.Configuration[$"AzureWebJobs.{function}.Disabled"] = "false";
        }

        return builder;
    }

    public Task PutAsync(string name, string content = "content") =>
        Container.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true);

    public Task UntilAsync(Func<bool> condition, string what) => Eventually.TrueAsync(
        condition, TimeSpan.FromSeconds(60), $"{what}; calls: {string.Join(", ", Calls)}");

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
