using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Runs.Retention;

/// <summary>Every 15 minutes.</summary>
public sealed class RunRetentionTimer(RunRetention retention)
{
    [Function(nameof(RunRetentionTimer))]
    public Task RunAsync([TimerTrigger("0 */15 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        retention.RunAsync(cancellationToken);
}
