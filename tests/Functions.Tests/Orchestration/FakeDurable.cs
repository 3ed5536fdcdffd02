using System.Collections.Concurrent;
using CloudWorkspaces.Runs;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

/// <summary>
/// Orchestrations by id and state; events and starts are recorded, and refused as the real client does.
/// </summary>
internal sealed class FakeDurable() : DurableTaskClient("fake")
{
    public ConcurrentDictionary<string, OrchestrationRuntimeStatus> Instances { get; } = [];

    public ConcurrentQueue<(string Instance, string Event, object? Payload)> Raised { get; } = [];

    public ConcurrentQueue<string> Started { get; } = [];

    public bool RefusesEvents { get; set; }

    public void Set(RunReference run, OrchestrationRuntimeStatus status) => Instances[run.InstanceId] = status;

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        var id = options!.InstanceId!;
        Started.Enqueue(id);
        Instances[id] = Instances.ContainsKey(id)
            ? throw new InvalidOperationException("It exists.")
            : OrchestrationRuntimeStatus.Pending;
        return Task.FromResult(id);
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        if (RefusesEvents || !Instances.ContainsKey(instanceId))
        {
            throw new InvalidOperationException("Unknown instance.");
        }

        Raised.Enqueue((instanceId, eventName, eventPayload));
        return Task.CompletedTask;
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(Instances.TryGetValue(instanceId, out var status)
            ? new OrchestrationMetadata("RunOrchestrator", instanceId) { RuntimeStatus = status }
            : null);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        throw new NotSupportedException();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
