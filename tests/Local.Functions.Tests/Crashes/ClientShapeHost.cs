using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests.Crashes;

/// <summary>An engine in the test's own process.</summary>
internal sealed class ClientShapeHost(DurableTaskClient client) : IShapeHost
{
    public async Task StartAsync(string shape, string id, object input)
    {
        if (await client.GetInstanceAsync(id, CancellationToken.None) is null)
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                shape, input, new StartOrchestrationOptions(id), CancellationToken.None);
        }
    }

    public Task RaiseAsync(string id, int number) => client.RaiseEventAsync(id, "number", number);

    public Task SuspendAsync(string id) => client.SuspendInstanceAsync(id);

    public Task ResumeAsync(string id) => client.ResumeInstanceAsync(id);

    public Task TerminateAsync(string id) => client.TerminateInstanceAsync(id, new TerminateInstanceOptions(Recursive: true));

    public async Task<ShapeStatus?> StatusAsync(string id) =>
        await client.GetInstanceAsync(id, getInputsAndOutputs: true, CancellationToken.None) is { } found
            ? new ShapeStatus(
                found.RuntimeStatus.ToString(), found.SerializedOutput, found.FailureDetails?.ToString(), found.LastUpdatedAt)
            : null;
}
