using System.Collections.Concurrent;
using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>Takes up instances of which this process knows no more than their ids.</summary>
internal sealed partial class Recovery(Hub hub, Postman postman, Action<Instance> resume, ILogger<Recovery> logger)
{
    private const int ParallelLoads = 8;

    /// <summary>
    /// Reads instances, then delivers what they have in their outboxes, and only then lets them go on: a message that
    /// was written but not yet struck from the outbox must not be consumed before it is.
    /// </summary>
    public async Task RunAsync(IReadOnlyList<Instance> instances)
    {
        try
        {
            var found = new ConcurrentBag<(Instance Instance, LoadedInstance Loaded)>();
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = ParallelLoads, CancellationToken = hub.Stopping };
            await Parallel.ForEachAsync(instances, parallel, async (instance, _) =>
            {
                if (await LoadAsync(instance) is { } loaded)
                {
                    found.Add((instance, loaded));
                }
            });
            foreach (var (instance, loaded) in found)
            {
                foreach (var mail in loaded.Inbox)
                {
                    instance.Post(new Mail(mail.RowKey, mail.Event));
                }

                foreach (var batch in loaded.Outbox)
                {
                    postman.Deliver(instance, batch);
                }
            }

            await Task.WhenAll(found.Select(entry => entry.Instance.Deliveries)).WaitAsync(hub.Stopping);
            foreach (var (instance, _) in found)
            {
                resume(instance);
            }
        }
        catch (OperationCanceledException) when (hub.Stopping.IsCancellationRequested)
        {
            // The next start recovers them.
        }
    }

    private async Task<LoadedInstance?> LoadAsync(Instance instance)
    {
        try
        {
            var loaded = await hub.Retry.ForeverAsync(token => hub.Store.LoadAsync(instance.Id, token), hub.Stopping);
            if (loaded is null)
            {
                await hub.RemoveAsync(instance);
                return null;
            }

            instance.History.AddRange(loaded.History);
            instance.Carry = loaded.Carry;
            instance.Load(loaded.State, loaded.ETag);
            return loaded;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            NotReadable(logger, exception, instance.Id);
            hub.Instances.TryRemove(KeyValuePair.Create(instance.Id, instance));
            instance.Leave();
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{InstanceId} cannot be read and does not go on")]
    private static partial void NotReadable(ILogger logger, Exception exception, string instanceId);
}
