using System.Collections.Concurrent;
using CloudWorkspaces.Local.Functions.Storage;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>What the parts of the engine share: storage, the instances in memory, clock and token.</summary>
internal sealed class Hub(
    HubStorage storage, StorageRetry retry, TimeProvider time, CancellationToken stopping)
{
    private long _order;

    public InstanceStore Store { get; } = new(storage);

    public InstanceLoader Loader { get; } = new(storage);

    public TurnWriter Turns { get; } = new(storage, new InstanceStore(storage));

    public InstanceEraser Eraser { get; } = new(storage);

    public ActiveIndex Index { get; } = new(storage);

    public StorageRetry Retry => retry;

    /// <summary>Closed while another host may hold the hub.</summary>
    public LeaseFence Fence => storage.Fence;

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

    /// <summary>Deletes in the background what nothing refers to; what a crash leaves is found at the next start.</summary>
    public void Clean(Instance instance, Litter litter)
    {
        if (!litter.IsEmpty)
        {
            var entry = instance.Underway.Enter();
            Work.Run(async () =>
            {
                using (entry)
                {
                    await retry.ForeverAsync(token => Eraser.DeleteAsync(instance.Id, litter, token), stopping);
                }
            });
        }
    }

    /// <summary>
    /// Takes an instance that has ended, or was never made, out of index and memory, with the messages that came too late.
    /// </summary>
    public async Task RemoveAsync(Instance instance)
    {
        await instance.Deliveries.WaitAsync(stopping);
        await instance.Underway.WhenIdleAsync().WaitAsync(stopping);
        var late = instance.Stored.Keys(HubNames.InboxPrefix);
        var litter = new Litter(late, instance.Stored.Remove(late));
        await retry.ForeverAsync(token => Eraser.DeleteAsync(instance.Id, litter, token), stopping);
        await retry.ForeverAsync(token => Index.RemoveAsync(instance.Id, token), stopping);
        Instances.TryRemove(KeyValuePair.Create(instance.Id, instance));
        instance.Leave();
    }
}
