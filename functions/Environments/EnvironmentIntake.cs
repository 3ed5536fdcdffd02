using CloudWorkspaces.Environments.Builds;
using CloudWorkspaces.Http;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments;

/// <summary>
/// The one way in for workspaces' environments. The row makes the version, then its orchestration is started; a row
/// without one is started by the janitor.
/// </summary>
public sealed partial class EnvironmentIntake(
    EnvironmentStore store, IOptions<EnvironmentBuildOptions> options, TimeProvider time, ILogger<EnvironmentIntake> logger)
{
    /// <summary>The version that is there already, unless it failed: then it is tried again.</summary>
    internal async Task<EnvironmentVersion> AcceptAsync(
        EnvironmentVersion wanted, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (wanted.Recipe is not null && options.Value.Registry.Length == 0)
        {
            throw new ProblemException(Problems.WrongState(
                "This deployment builds no images: its settings name no registry (EnvironmentBuilds:Registry)."));
        }

        if (await store.FindAsync(wanted.Key, cancellationToken) is null)
        {
            var count = (await store.ListAsync(wanted.Workspace, cancellationToken)).Count;
            if (count >= options.Value.MaxPerWorkspace)
            {
                throw new ProblemException(Problems.LimitExceeded(
                    $"The workspace has {count} environments, of {options.Value.MaxPerWorkspace} that it may have."));
            }

            await store.TryAddAsync(wanted, cancellationToken);
        }

        var version = await store.UpdateAsync(wanted.Key, found => Again(found, wanted), cancellationToken) ?? wanted;
        if (version.IsOpen)
        {
            await StartAsync(version, client);
        }

        return version;
    }

    /// <summary>The version while its making still has to end; null when it was taken out.</summary>
    internal async Task<EnvironmentVersion?> EndAsync(EnvironmentVersion version, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = await store.UpdateAsync(
            version.Key,
            current => current is { IsOpen: true, CancelRequestedOn: null } ? current with { CancelRequestedOn = now } : current,
            cancellationToken);
        if (found is { IsOpen: true })
        {
            return found;
        }

        await store.RemoveAsync(version.Key, cancellationToken);
        return null;
    }

    internal async Task StartAsync(EnvironmentVersion version, DurableTaskClient client)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(EnvironmentBuildOrchestrator),
                version.Key,
                new StartOrchestrationOptions(EnvironmentBuildOrchestrator.InstanceId(version)),
                CancellationToken.None);
        }
        catch (RpcException exception)
        {
            // It runs already, or the janitor will start it.
            LogNotStarted(exception, version.Reference);
        }
    }

    private static EnvironmentVersion Again(EnvironmentVersion found, EnvironmentVersion wanted) =>
        found.State is not EnvironmentState.Failed ? found : wanted with { Attempt = found.Attempt + 1 };

    [LoggerMessage(LogLevel.Information, "The orchestration of environment {Reference} was not started")]
    private partial void LogNotStarted(Exception exception, string reference);
}
