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
internal sealed class EngineRig : IAsyncDisposable
{
    private bool _dropped;

    private EngineRig(string connection, string hub, ITaskExecutor executor, TimeProvider? leaseTime)
    {
        Storage = new HubStorage(connection, new HubNames(hub), Transport, leaseTime);
        Retry = new StorageRetry(TimeProvider.System, NullLogger<StorageRetry>.Instance);
        var converter = new JsonDataConverter(JsonSerializerOptions.Default);
        Engine = new DurableEngine(
            Storage, Retry, executor, converter, new DurableOptions(), TimeProvider.System, Log);
        Lease = new HubLease(Storage, Retry, leaseTime ?? TimeProvider.System, NullLogger<HubLease>.Instance);
        Client = new LocalDurableTaskClient(hub, Engine, executor, converter);
    }

    public StorageTransport Transport { get; } = new();

    public HubStorage Storage { get; }

    public ErrorLog Log { get; } = new();

    public StorageRetry Retry { get; }

    public DurableEngine Engine { get; }

    /// <summary>Not held unless a test acquires it.</summary>
    public HubLease Lease { get; }

    public DurableTaskClient Client { get; }

    /// <summary>An engine that is not started, on a hub that exists: to look with.</summary>
    public static async Task<EngineRig> CreateAsync(
        ITaskExecutor executor, string? hub = null, string? connection = null, TimeProvider? leaseTime = null)
    {
        connection ??= (await AzuriteServer.SharedAsync()).ConnectionString;
        return new EngineRig(connection, hub ?? TestApp.NewHub(), executor, leaseTime);
    }

    public static async Task<EngineRig> StartAsync(Func<TaskOrchestrationContext, Task<object?>> orchestrator)
    {
        var rig = await CreateAsync(new ScriptExecutor(orchestrator));
        await rig.Storage.CreateAsync(CancellationToken.None);
        await rig.Engine.StartAsync(CancellationToken.None);
        return rig;
    }

    /// <summary>Waits until nothing is under way, not even in the background.</summary>
    public Task IdleAsync() => Engine.Hub.Work.WhenIdleAsync();

    /// <summary>After the transport's death, as a crash: requests that were under way have had their effect.</summary>
    public async Task DropAsync()
    {
        await Transport.WhenQuietAsync();
        _dropped = true;
        Engine.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_dropped)
        {
            await Engine.StopAsync(CancellationToken.None);
            Engine.Dispose();
        }

        await Lease.DisposeAsync();
        Transport.Dispose();
    }
}
