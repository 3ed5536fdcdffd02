using CloudWorkspaces.Environments.Builds;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs.Orchestration;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>
/// The one way in for updates. The row makes the update, at most one of an environment at a time, then its orchestration
/// is started; a row without one is started by the janitor.
/// </summary>
public sealed partial class EnvironmentUpdates(
    EnvironmentStore environments,
    EnvironmentUpdateStore store,
    IOptions<EnvironmentBuildOptions> builds,
    IOptions<EnvironmentUpdateOptions> options,
    TimeProvider time,
    ILogger<EnvironmentUpdates> logger)
{
    /// <summary>The update that goes on already, or else a new one.</summary>
    /// <exception cref="ProblemException">404 for an unknown environment; 409 when it cannot be updated.</exception>
    public async Task<EnvironmentUpdate> StartAsync(
        string name, string? user, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var versions = (await environments.ListAsync(null, cancellationToken)).Where(version => version.Name == name).ToList();
        var newest = EnvironmentRules.Newest(versions, now) ??
            throw new ProblemException(Problems.NotFound($"There is no curated environment '{name}'."));
        if (builds.Value.Registry.Length == 0)
        {
            throw new ProblemException(Problems.WrongState(
                "This deployment builds no images: its settings name no registry (EnvironmentBuilds:Registry)."));
        }

        if (EnvironmentRules.WhyUnusable(newest, now) is { } reason)
        {
            throw new ProblemException(Problems.WrongState($"'{newest.Reference}' cannot be built upon. {reason}"));
        }

        var update = await store.ChangeAsync(
            name,
            latest => latest is { IsOpen: true } ? latest : new EnvironmentUpdate
            {
                Name = name,
                Number = (latest?.Number ?? 0) + 1,
                Version = EnvironmentUpdateRules.NextVersion(versions.Select(version => version.Version), now),
                Base = newest.Version,
                RequestedBy = user,
                StartedOn = now,
                Workspace = options.Value.Workspace,
            },
            cancellationToken);
        await ScheduleAsync(update, client, cancellationToken);
        return update;
    }

    /// <summary>Starts the orchestrations of those that nobody sees to.</summary>
    public async Task ResumeAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var update in (await store.ListAsync(cancellationToken)).Where(update => update.IsOpen))
        {
            await ScheduleAsync(update, client, cancellationToken);
        }
    }

    private async Task ScheduleAsync(EnvironmentUpdate update, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var instance = update.Key.InstanceId;
        try
        {
            if (await client.PresenceAsync(instance, cancellationToken) is not OrchestrationPresence.Active)
            {
                await client.ScheduleNewOrchestrationInstanceAsync(
                    nameof(EnvironmentUpdateOrchestrator),
                    update.Key,
                    new StartOrchestrationOptions(instance),
                    CancellationToken.None);
            }
        }
        catch (RpcException exception)
        {
            LogNotStarted(exception, instance);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Instance} was not started; the janitor sees to it.")]
    private partial void LogNotStarted(Exception exception, string instance);
}
