using System.Text.Json;
using CloudWorkspaces.Local.Functions.Engine;
using CloudWorkspaces.Local.Functions.Storage;
using CloudWorkspaces.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>The engine without a host, on a transport that counts and fails as it is told.</summary>
internal sealed class EngineRig : ITaskExecutor, IAsyncDisposable
{
    private readonly Func<TaskOrchestrationContext, Task<object?>> _orchestrator;
    private readonly DurableEngine _engine;

    private EngineRig(
        string connection, Func<TaskOrchestrationContext, Task<object?>> orchestrator, StorageTransport transport)
    {
        _orchestrator = orchestrator;
        Transport = transport;
        Storage = new HubStorage(connection, new HubNames(TestApp.NewHub()), transport);
        var retry = new StorageRetry(TimeProvider.System, NullLogger<StorageRetry>.Instance);
        var converter = new JsonDataConverter(JsonSerializerOptions.Default);
        _engine = new DurableEngine(
            Storage, retry, this, converter, new DurableOptions(), TimeProvider.System, NullLoggerFactory.Instance);
        Client = new LocalDurableTaskClient(Storage.Names.Hub, _engine, this, converter);
    }

    public StorageTransport Transport { get; }

    public HubStorage Storage { get; }

    public DurableTaskClient Client { get; }

    public int Activities { get; private set; }

    public static async Task<EngineRig> StartAsync(Func<TaskOrchestrationContext, Task<object?>> orchestrator)
    {
        var azurite = await AzuriteServer.SharedAsync();
        var rig = new EngineRig(azurite.ConnectionString, orchestrator, new StorageTransport());
        await rig.Storage.CreateAsync(CancellationToken.None);
        await rig._engine.StartAsync(CancellationToken.None);
        return rig;
    }

    /// <summary>Waits until nothing is under way, not even in the background.</summary>
    public Task IdleAsync() => _engine.Hub.Work.WhenIdleAsync();

    public bool HasOrchestrator(string name) => true;

    public Task RunOrchestratorAsync(string name, OrchestratorRun run, CancellationToken cancellationToken)
    {
        run.Execute(name == "Child" ? _ => Task.FromResult<object?>("child") : _orchestrator);
        return Task.CompletedTask;
    }

    public Task<string?> RunActivityAsync(
        string name, string instanceId, string? input, CancellationToken cancellationToken)
    {
        lock (this)
        {
            Activities++;
        }

        return Task.FromResult(input);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        _engine.Dispose();
        Transport.Dispose();
    }
}
