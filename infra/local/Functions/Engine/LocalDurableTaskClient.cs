using CloudWorkspaces.Local.Functions.Storage;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>The client that functions are given.</summary>
internal sealed class LocalDurableTaskClient(
    string hubName, DurableEngine engine, ITaskExecutor executor, DataConverter converter) : DurableTaskClient(hubName)
{
    private static readonly OrchestrationRuntimeStatus[] s_unended =
    [
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.ContinuedAsNew,
    ];

    private readonly InstanceReader _reader = new(engine.Hub, converter);
    private readonly Purger _purger = new(engine.Hub);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (!executor.HasOrchestrator(orchestratorName))
        {
            throw new RpcException(new Status(
                StatusCode.Internal, $"The function '{orchestratorName}' doesn't exist, is disabled, or is not an orchestrator function."));
        }

        cancellation.ThrowIfCancellationRequested();
        var now = engine.Hub.Time.GetUtcNow();
        var state = new InstanceState
        {
            Id = options?.InstanceId ?? Guid.NewGuid().ToString("N"),
            Name = orchestratorName,
            Version = options?.Version?.Version ?? "",
            Input = converter.Serialize(input),
            StartAt = options?.StartAt,
            Tags = options is { Tags.Count: > 0 } ? options.Tags : null,
            CreatedOn = now,
            UpdatedOn = now,
            Commit = Guid.NewGuid().ToString("N"),
        };
        var refused = options?.DedupeStatuses?.Select(Enum.Parse<OrchestrationRuntimeStatus>).ToList();
        var (made, _) = await engine.Factory.TryCreateAsync(state, refused ?? [.. s_unended]);
        if (made is null)
        {
            throw new RpcException(new Status(
                StatusCode.AlreadyExists, $"An Orchestration instance with the ID {state.Id} already exists."));
        }

        made.Release();
        engine.Schedule(made);
        return state.Id;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        SendAsync(
            instanceId,
            new TurnEvent { Kind = EventKind.EventRaised, Name = eventName, Data = converter.Serialize(eventPayload) },
            cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(
            instanceId,
            new TurnEvent
            {
                Kind = EventKind.Terminate,
                Data = converter.Serialize(options?.Output),
                Recursive = options?.Recursive ?? false,
            },
            cancellation);

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new TurnEvent { Kind = EventKind.Suspend, Data = reason }, cancellation);

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new TurnEvent { Kind = EventKind.Resume, Data = reason }, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, instance => instance.Started, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, instance => instance.Ended, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        _reader.FindAsync(instanceId, getInputsAndOutputs, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        _reader.Query(filter ?? new OrchestrationQuery());

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
        new(await _purger.PurgeAsync(instanceId, options?.Recursive ?? false, cancellation));

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses, PageSize: 1_000);
        var ended = new List<string>();
        await foreach (var instance in GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            ended.Add(instance.InstanceId);
        }

        var purged = 0;
        foreach (var instanceId in ended)
        {
            purged += await _purger.PurgeAsync(instanceId, options?.Recursive ?? false, cancellation);
        }

        return new PurgeResult(purged);
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        var found = await engine.Hub.Retry.PatientlyAsync(
            token => engine.Hub.Store.FindAsync(instanceId, withPayloads: true, token), cancellation);
        if (found is not var (state, _))
        {
            throw new RpcException(new Status(StatusCode.NotFound, $"No instance with ID '{instanceId}' was found."));
        }

        var input = state.Input is null ? (object?)null : System.Text.Json.JsonDocument.Parse(state.Input).RootElement;
        var newId = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        return await ScheduleNewOrchestrationInstanceAsync(
            state.Name, input, new StartOrchestrationOptions(newId) { Version = state.Version }, cancellation);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task SendAsync(string instanceId, TurnEvent turnEvent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var hub = engine.Hub;
        while (await hub.FindLiveAsync(instanceId) is { } instance)
        {
            using var writing = instance.Underway.Enter();
            if (instance.IsLive)
            {
                var row = HubNames.Inbox(instance.State!.Execution, hub.NextOrder(), Guid.NewGuid().ToString("N"));
                var message = new InboxMessage(row, turnEvent);
                await hub.Retry.PatientlyAsync(
                    token => hub.Store.InsertMessageAsync(instanceId, message, instance.Stored, token), hub.Stopping);
                instance.Post(new Mail(row, turnEvent));
                engine.Schedule(instance);
                return;
            }
        }

        var ended = await hub.Retry.PatientlyAsync(
            token => hub.Store.FindAsync(instanceId, withPayloads: false, token), cancellationToken);
        if (ended is null)
        {
            throw new RpcException(new Status(StatusCode.Unknown, $"No instance with ID '{instanceId}' was found."));
        }
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<Instance, Task> moment, bool withPayloads, CancellationToken cancellationToken)
    {
        while (await engine.Hub.FindLiveAsync(instanceId) is { } instance)
        {
            await moment(instance).WaitAsync(cancellationToken);
            if (instance.IsLive || instance.State!.IsTerminal)
            {
                break;
            }
        }

        return await _reader.FindAsync(instanceId, withPayloads, cancellationToken)
            ?? throw new RpcException(new Status(StatusCode.NotFound, $"No instance with ID '{instanceId}' was found."));
    }
}
