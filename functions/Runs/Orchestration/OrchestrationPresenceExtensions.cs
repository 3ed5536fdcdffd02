using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs.Orchestration;

internal static class OrchestrationPresenceExtensions
{
    public static async Task<OrchestrationPresence> PresenceAsync(
        this DurableTaskClient client, RunReference run, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(run.InstanceId, cancellationToken) switch
        {
            null => OrchestrationPresence.Missing,
            { IsCompleted: true } => OrchestrationPresence.Ended,
            _ => OrchestrationPresence.Active,
        };
}
