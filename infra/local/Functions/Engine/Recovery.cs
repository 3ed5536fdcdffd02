using System.Collections.Concurrent;
using Azure.Data.Tables;
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
            var only = instances.Count == 1 ? instances[0].Id : null;
            await Task.WhenAll(instances.Select(instance => instance.Predecessor)).WaitAsync(hub.Stopping);
            var blobs = await hub.Retry.ForeverAsync(token => hub.Eraser.ListBlobsAsync(only, token), hub.Stopping);
            var rows = await hub.Retry.ForeverAsync(
                token => hub.Loader.ReadManyAsync(instances.Select(instance => instance.Id), token), hub.Stopping);
            var found = new ConcurrentBag<(Instance Instance, LoadedInstance Loaded)>();
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = ParallelLoads, CancellationToken = hub.Stopping };
            await Parallel.ForEachAsync(instances, parallel, async (instance, _) =>
            {
                if (await LoadAsync(instance, rows.GetValueOrDefault(HubNames.Key(instance.Id)), blobs) is { } loaded)
                {
                    found.Add((instance, loaded));
                }
            });
            foreach (var (instance, loaded) in found)
            {
                foreach (var batch in loaded.Outbox)
                {
                    postman.Deliver(instance, batch);
                }
            }

            // Those that have ended leave at once: a delivery may wait for it, to start their ids again.
            var ended = found.ToLookup(entry => entry.Loaded.State.IsTerminal, entry => entry.Instance);
            foreach (var instance in ended[true])
            {
                resume(instance);
            }

            await Task.WhenAll(found.Select(entry => entry.Instance.Deliveries)).WaitAsync(hub.Stopping);
            foreach (var instance in ended[false])
            {
                resume(instance);
            }
        }
        catch (OperationCanceledException) when (hub.Stopping.IsCancellationRequested)
        {
            // The next start recovers them.
        }
    }

    /// <param name="rows">Null when they have not been read.</param>
    /// <param name="blobs">The payloads of before, by partition key: those that no row names are a crash's litter.</param>
    private async Task<LoadedInstance?> LoadAsync(
        Instance instance, List<TableEntity>? rows, ILookup<string, string> blobs)
    {
        try
        {
            var loaded = await hub.Retry.ForeverAsync(
                token => rows is null ? hub.Loader.LoadAsync(instance.Id, token) : hub.Loader.LoadAsync(rows, token),
                hub.Stopping);
            if (loaded is null)
            {
                await hub.Retry.ForeverAsync(token => hub.Eraser.PurgeAsync(instance.Id, token), hub.Stopping);
                await hub.RemoveAsync(instance);
                return null;
            }

            // Before it is told of: from then on others write to it.
            var named = loaded.Stored.Blobs();
            var litter = new Litter(
                loaded.VoidRows, [.. blobs[HubNames.Key(instance.Id)].Where(name => !named.Contains(name))]);
            await hub.Retry.ForeverAsync(token => hub.Eraser.DeleteAsync(instance.Id, litter, token), hub.Stopping);
            instance.Load(loaded);
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
