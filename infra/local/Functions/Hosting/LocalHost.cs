using System.Reflection;
using System.Text.Json;
using CloudWorkspaces.Local.Functions.Admin;
using CloudWorkspaces.Local.Functions.Blobs;
using CloudWorkspaces.Local.Functions.Engine;
using CloudWorkspaces.Local.Functions.Http;
using CloudWorkspaces.Local.Functions.Invocation;
using CloudWorkspaces.Local.Functions.Keys;
using CloudWorkspaces.Local.Functions.Timers;
using CloudWorkspaces.Local.Functions.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Hosting;

/// <summary>Puts the host together.</summary>
internal static class LocalHost
{
    public static IHost Build(
        WebApplicationBuilder builder,
        Assembly functions,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middlewares)
    {
        var services = builder.Services;
        var catalog = new FunctionCatalog(functions, builder.Configuration);
        LocalHostDefaults.AddHttp(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(catalog);
        services.AddSingleton(new Middlewares(middlewares));
        services.AddSingleton(HostOptionsFile.From(builder.Configuration));
        services.AddSingleton<DataConverter>(
            new JsonDataConverter(new JsonSerializerOptions { PropertyNameCaseInsensitive = true }));
        services.AddSingleton(provider => new Lazy<DurableTaskClient>(() => Client(provider)));
        services.AddSingleton(provider => new Lazy<FunctionInvoker>(provider.GetRequiredService<FunctionInvoker>));
        services.AddSingleton(new BlobSettings(builder.Configuration));
        services.AddSingleton<BlobBinder>();
        services.AddSingleton<BlobActivity>();
        services.AddSingleton<BlobFunctions>();
        services.AddSingleton<ArgumentBinder>();
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<ITaskExecutor, FunctionTaskExecutor>();
        services.AddSingleton<HostDrain>();
        services.AddSingleton<HubConnection>();
        services.AddSingleton<TimerFunctions>();
        services.AddSingleton(HostId.Of(builder.Configuration, functions));
        services.AddSingleton(Keys);
        AddEndpoints(services);
        services.AddSingleton<HttpDispatcher>();
        services.AddHostedService<HubHost>();

        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<HttpDispatcher>().HandleAsync);
        return app;
    }

    /// <summary>What the host serves beside the functions.</summary>
    private static void AddEndpoints(IServiceCollection services)
    {
        services.AddSingleton<IManualTrigger, ManualTimer>();
        services.AddSingleton<IManualTrigger, ManualBlob>();
        services.AddSingleton<ManualRuns>();
        services.AddSingleton<AdminApi>();
        services.AddSingleton<ManagementLinks>();
        services.AddSingleton<InstanceQueries>();
        services.AddSingleton<InstanceOrders>();
        services.AddSingleton<OrchestrationStarts>();
        services.AddSingleton<DurableWebhook>();
        services.AddSingleton<ReservedPaths>();
    }

    private static KeyRing Keys(IServiceProvider provider)
    {
        var catalog = provider.GetRequiredService<FunctionCatalog>();
        var hub = provider.GetRequiredService<HubConnection>().Hub;
        if (hub is null && catalog.With<HttpTriggerAttribute>()
            .FirstOrDefault(function => ((HttpTriggerAttribute)function.Trigger).AuthLevel != AuthorizationLevel.Anonymous) is { } locked)
        {
            throw new InvalidOperationException(
                $"{locked.Name} asks for a key, and keys need the setting AzureWebJobsStorage.");
        }

        var store = hub is null
            ? null
            : new SecretStore(hub.Storage, hub.Retry, provider.GetRequiredService<HostId>().Value);
        return new KeyRing(store, provider.GetRequiredService<TimeProvider>());
    }

    private static LocalDurableTaskClient Client(IServiceProvider provider)
    {
        var hub = provider.GetRequiredService<HubConnection>().Hub
            ?? throw new InvalidOperationException("A durable client needs the setting AzureWebJobsStorage.");
        return new LocalDurableTaskClient(
            hub.Storage.Names.Hub,
            hub.Engine,
            provider.GetRequiredService<ITaskExecutor>(),
            provider.GetRequiredService<DataConverter>());
    }
}
