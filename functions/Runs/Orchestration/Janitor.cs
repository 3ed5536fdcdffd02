using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Repairs what a killed process left behind: every 30 seconds, and when a host begins.</summary>
public sealed class Janitor(JanitorPass pass)
{
    [Function(nameof(Janitor))]
    public Task RunAsync(
        [TimerTrigger("*/30 * * * * *", RunOnStartup = true)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        pass.RunAsync(client, cancellationToken);
}
