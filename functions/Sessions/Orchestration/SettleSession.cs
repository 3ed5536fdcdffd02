using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>See <see cref="SessionSettling"/>. Idempotent.</summary>
public sealed class SettleSession(SessionSettling settling)
{
    [Function(nameof(SettleSession))]
    public Task RunAsync([ActivityTrigger] SessionSettlement settlement, CancellationToken cancellationToken) =>
        settling.SettleAsync(settlement, cancellationToken);
}
