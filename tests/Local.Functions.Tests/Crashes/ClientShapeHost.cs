using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests.Crashes;

/// <summary>An engine in the test's own process; <paramref name="observer"/> looks at its hub on a transport of its own.</summary>
internal sealed class ClientShapeHost(EngineRig rig, EngineRig observer) : IShapeHost
{
    public async Task StartAsync(string shape, string id, object input)
    {
        if (await rig.Client.GetInstanceAsync(id, CancellationToken.None) is null)
        {
            await rig.Client.ScheduleNewOrchestrationInstanceAsync(
                shape, input, new StartOrchestrationOptions(id), CancellationToken.None);
        }
    }

    public Task RaiseAsync(string id, int number) => rig.Client.RaiseEventAsync(id, "number", number);

    public Task SuspendAsync(string id) => rig.Client.SuspendInstanceAsync(id);

    public Task ResumeAsync(string id) => rig.Client.ResumeInstanceAsync(id);

    public Task TerminateAsync(string id) =>
        rig.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions(Recursive: true));

    public async Task<ShapeStatus?> StatusAsync(string id)
    {
        if (rig.Transport.Dead.IsCompleted)
        {
            throw new InvalidOperationException("The engine is dead.");
        }

        return await observer.Client.GetInstanceAsync(id, getInputsAndOutputs: true, CancellationToken.None) is { } found
            ? new ShapeStatus(
                found.RuntimeStatus.ToString(), found.SerializedOutput, found.FailureDetails?.ToString(), found.LastUpdatedAt)
            : null;
    }
}
