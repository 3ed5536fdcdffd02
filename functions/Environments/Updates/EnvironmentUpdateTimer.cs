using CloudWorkspaces.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>Starts the updates of the environments that the settings name.</summary>
public sealed partial class EnvironmentUpdateTimer(
    EnvironmentUpdates updates, IOptions<EnvironmentUpdateOptions> options, ILogger<EnvironmentUpdateTimer> logger)
{
    [Function(nameof(EnvironmentUpdateTimer))]
    public async Task RunAsync(
        [TimerTrigger("%EnvironmentUpdates:Schedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        foreach (var name in options.Value.Environments)
        {
            try
            {
                await updates.StartAsync(name, user: null, client, cancellationToken);
            }
            catch (ProblemException problem)
            {
                LogRefused(name, problem.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Environment {Name} is not updated (EnvironmentUpdates:Environments): {Reason}")]
    private partial void LogRefused(string name, string reason);
}
