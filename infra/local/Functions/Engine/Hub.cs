using System.Collections.Concurrent;
using CloudWorkspaces.Local.Functions.Storage;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>What the parts of the engine share: storage, the instances in memory, clock and token.</summary>
internal sealed class Hub(
    InstanceStore store, ActiveIndex index, StorageRetry retry, TimeProvider time, CancellationToken stopping)
{
    private long _order;

    public InstanceStore Store => store;

    public ActiveIndex Index => index;

    public StorageRetry Retry => retry;

    public TimeProvider Time => time;

    /// <summary>Cancelled when the engine gives up what it is doing; nothing is lost by that.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>Ticks of now, and always more than before: messages are kept in this order.</summary>
    public long NextOrder()
    {
        while (true)
        {
            var last = Interlocked.Read(ref _order);
            var next = Math.Max(last + 1, time.GetUtcNow().Ticks);
            if (Interlocked.CompareExchange(ref _order, next, last) == last)
            {
                return next;
            }
        }
    }

    /// <summary>Instances that have not ended, those being made and those being removed.</summary>
    public ConcurrentDictionary<string, Instance> Instances { get; } = new(StringComparer.Ordinal);

    public WorkTracker Work { get; } = new();

    /// <summary>The instance when it has not ended; waits while it is read.</summary>
    public async Task<Instance?> FindLiveAsync(string instanceId)
    {
        if (!Instances.TryGetValue(instanceId, out var instance))
        {
            return null;
        }

        await instance.Loaded.WaitAsync(stopping);
        return instance.IsLive ? instance : null;
    }

    /// <summary>Takes an instance that has ended, or was never made, out of index and memory.</summary>
    public async Task RemoveAsync(Instance instance)
    {
        await instance.Deliveries;
        await retry.ForeverAsync(token => index.RemoveAsync(instance.Id, token), stopping);
        Instances.TryRemove(KeyValuePair.Create(instance.Id, instance));
        instance.Leave();
    }
}
