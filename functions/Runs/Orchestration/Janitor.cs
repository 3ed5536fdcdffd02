using CloudWorkspaces.Sessions.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Repairs what a killed process left behind: every 30 seconds, and when a host begins.</summary>
public sealed class Janitor(JanitorPass runs, SessionJanitorPass sessions)
{
    [Function(nameof(Janitor))]
    public Task RunAsync(
        [TimerTrigger("*/30 * * * * *", RunOnStartup = true)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        Task.WhenAll(runs.RunAsync(client, cancellationToken), sessions.RunAsync(client, cancellationToken));
}
