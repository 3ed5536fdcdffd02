using CloudWorkspaces.Testing;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Benchmarks.Durable;

/// <summary>The functions of this assembly on a host of the local edition, in this process.</summary>
internal sealed class BenchmarkHost : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private readonly IHost _host;

    private BenchmarkHost(IHost host) => _host = host;

    public DurableTaskClient Client => _host.Services.GetRequiredService<Lazy<DurableTaskClient>>().Value;

    public static string NewHub() => $"b{Guid.NewGuid():N}";

    public static async Task<BenchmarkHost> StartAsync(string storage, string hub)
    {
        var host = Build(storage, hub, Ports.Free());
        await host.StartAsync();
        return new BenchmarkHost(host);
    }

    /// <summary>Until the process is told to end.</summary>
    public static Task RunAsync(string storage, string hub, int port) => Build(storage, hub, port).RunAsync();

    /// <summary>From the call that starts it to the answer that it has completed.</summary>
    public async Task RunAsync(string orchestrator, int input) =>
        await EndAsync(await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input));

    /// <summary>Starts an instance and returns once it waits for its event.</summary>
    public async Task WaitingAsync(string id, int activities)
    {
        var options = new StartOrchestrationOptions(id);
        await Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(BenchmarkFunctions.Waiting), activities, options, CancellationToken.None);
        await Eventually.TrueAsync(
            async () => (await Client.GetInstanceAsync(id, getInputsAndOutputs: true))?.SerializedCustomStatus is not null, Deadline, $"{id} waits");
    }

    public async Task EndAsync(string id)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var ended = await Client.WaitForInstanceCompletionAsync(id, deadline.Token);
        if (ended.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
        {
            throw new InvalidOperationException($"{id} ended as {ended.RuntimeStatus}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private static IHost Build(string storage, string hub, int port)
    {
        var builder = FunctionsApplication.CreateBuilder(["--urls", $"http://127.0.0.1:{port}"]);
        builder.ConfigureFunctionsWebApplication();
        builder.Configuration["AzureWebJobsStorage"] = storage;
        builder.Configuration["AzureFunctionsJobHost:extensions:durableTask:hubName"] = hub;
        builder.Configuration["AzureFunctionsJobHost:extensions:http:routePrefix"] = "";
        builder.Logging.ClearProviders();
        return builder.Build();
    }
}
