using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Whether anybody takes care of a run.</summary>
internal enum OrchestrationPresence
{
    /// <summary>There is no such orchestration.</summary>
    Missing,

    /// <summary>It goes on.</summary>
    Active,

    /// <summary>It is over, in whatever way.</summary>
    Ended,
}

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
