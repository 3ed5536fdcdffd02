using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs.Orchestration;

internal static class OrchestrationPresenceExtensions
{
    public static Task<OrchestrationPresence> PresenceAsync(
        this DurableTaskClient client, RunReference run, CancellationToken cancellationToken) =>
        client.PresenceAsync(run.InstanceId, cancellationToken);

    public static async Task<OrchestrationPresence> PresenceAsync(
        this DurableTaskClient client, string instanceId, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(instanceId, cancellationToken) switch
        {
            null => OrchestrationPresence.Missing,
            { IsCompleted: true } => OrchestrationPresence.Ended,
            _ => OrchestrationPresence.Active,
        };
}
