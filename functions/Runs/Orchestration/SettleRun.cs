using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>See <see cref="RunSettling"/>. Idempotent.</summary>
public sealed class SettleRun(RunSettling settling)
{
    [Function(nameof(SettleRun))]
    public Task RunAsync(
        [ActivityTrigger] RunSettlement settlement,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        settling.SettleAsync(settlement, client, cancellationToken);
}
