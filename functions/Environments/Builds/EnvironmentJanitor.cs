using CloudWorkspaces.Environments.Updates;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments.Builds;

/// <summary>Starts the making of versions that nobody sees to, and the checks of curated ones, and updates: each minute and at the start.</summary>
public sealed class EnvironmentJanitor(
    EnvironmentStore store, EnvironmentIntake intake, EnvironmentUpdates updates, IOptions<EnvironmentBuildOptions> options)
{
    [Function(nameof(EnvironmentJanitor))]
    public async Task RunAsync(
        [TimerTrigger("0 * * * * *", RunOnStartup = true)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        foreach (var version in await store.OpenAsync(cancellationToken))
        {
            var instance = EnvironmentBuildOrchestrator.InstanceId(version);
            if ((version.Workspace is not null || options.Value.CheckCurated) &&
                await client.PresenceAsync(instance, cancellationToken) is not OrchestrationPresence.Active)
            {
                await intake.StartAsync(version, client);
            }
        }

        await updates.ResumeAsync(client, cancellationToken);
    }
}
