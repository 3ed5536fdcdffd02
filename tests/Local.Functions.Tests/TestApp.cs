using CloudWorkspaces.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>The functions of this assembly on a host of their own.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly IHost _host;

    private TestApp(IHost host, string hub) => (_host, Hub) = (host, hub);

    public string Hub { get; }

    public DurableTaskClient Client => _host.Services.GetRequiredService<Lazy<DurableTaskClient>>().Value;

    public IServiceProvider Services => _host.Services;

    public HttpClient Http { get; } = new();

    public static string NewHub() => $"t{Guid.NewGuid():N}";

    /// <summary>A host that is not started; its settings can still be changed.</summary>
    public static async Task<FunctionsApplicationBuilder> BuilderAsync(string hub)
    {
        var azurite = await AzuriteServer.SharedAsync();
        var builder = FunctionsApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.ConfigureFunctionsWebApplication();
        builder.Configuration["AzureWebJobsStorage"] = azurite.ConnectionString;
        builder.Configuration["AzureFunctionsJobHost:extensions:durableTask:hubName"] = hub;
        builder.Configuration["AzureFunctionsJobHost:extensions:http:routePrefix"] = "";
        builder.Configuration["AzureFunctionsWebHost:hostid"] = hub;
        builder.Configuration["EVERY_HOUR"] = "0 0 * * * *";
        foreach (var function in BlobFunctionsForTests.Names)
        {
            builder.Configuration[$"AzureWebJobs.{function}.Disabled"] = "true";
        }

        builder.Services.AddScoped<ScopedThing>();
        builder.Logging.ClearProviders();
        builder.UseMiddleware<TestMiddleware>();
        return builder;
    }

    public static async Task<TestApp> StartAsync(string? hub = null)
    {
        hub ??= NewHub();
        return await StartAsync(await BuilderAsync(hub), hub);
    }

    public static async Task<TestApp> StartAsync(FunctionsApplicationBuilder builder, string hub)
    {
        var host = builder.Build();
        await host.StartAsync();
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        var app = new TestApp(host, hub);
        app.Http.BaseAddress = new Uri(addresses.Addresses.Single());
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
