using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>See <see cref="SessionSettling"/>. Idempotent.</summary>
public sealed class SettleSession(SessionSettling settling)
{
    [Function(nameof(SettleSession))]
    public Task RunAsync(
        [ActivityTrigger] SessionSettlement settlement,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        settling.SettleAsync(settlement, client, cancellationToken);
}
