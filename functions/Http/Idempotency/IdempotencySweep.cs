using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Http.Idempotency;

/// <summary>Removes keys that have expired, once a day.</summary>
public sealed class IdempotencySweep(IdempotencyStore store, TimeProvider time)
{
    [Function(nameof(IdempotencySweep))]
    public Task RunAsync(
        [TimerTrigger("0 20 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        store.SweepAsync(time.GetUtcNow(), cancellationToken);
}
