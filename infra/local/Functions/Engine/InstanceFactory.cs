using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>Makes instances: index entry first, then the instance.</summary>
internal sealed class InstanceFactory(Hub hub, Action<Instance> recover)
{
    /// <summary>
    /// The new instance, which waits to be released; or null and the status of the one that stands in the way.
    /// </summary>
    /// <param name="refused">Statuses of an existing instance that forbid a new one; unended ones always do.</param>
    public async Task<(Instance? Made, InstanceState? Existing)> TryCreateAsync(
        InstanceState state, IReadOnlyCollection<OrchestrationRuntimeStatus> refused)
    {
        var instance = new Instance(state.Id);
        while (!hub.Instances.TryAdd(state.Id, instance))
        {
            if (await hub.FindLiveAsync(state.Id) is { } live)
            {
                return (null, live.State);
            }

            if (hub.Instances.TryGetValue(state.Id, out var leaving))
            {
                await leaving.Gone.WaitAsync(hub.Stopping);
            }
        }

        try
        {
            var existing = await hub.Retry.PatientlyAsync(token => WriteAsync(instance, state, refused, token), hub.Stopping);
            if (existing is not null)
            {
                await GiveUpAsync(instance, existing);
                return (null, existing);
            }

            return (instance, null);
        }
        catch
        {
            // Whether it was written is not known: find out in the background.
            recover(instance);
            throw;
        }
    }

    private async Task<InstanceState?> WriteAsync(
        Instance instance,
        InstanceState state,
        IReadOnlyCollection<OrchestrationRuntimeStatus> refused,
        CancellationToken cancellationToken)
    {
        await hub.Index.AddAsync(state.Id, cancellationToken);
        if (await hub.Store.TryInsertAsync(state, instance.Stored, cancellationToken) is { } inserted)
        {
            instance.Load(state, inserted);
            return null;
        }

        if (await hub.Store.FindAsync(state.Id, withPayloads: false, cancellationToken) is not var (existing, etag))
        {
            throw new IOException($"Instance {state.Id} came and went.");
        }

        if (state.Parent is not null && existing.Parent == state.Parent && existing.Commit != state.Commit)
        {
            // The answer to this very call, and it has gone on or ended since.
            return existing;
        }

        if (existing.Commit == state.Commit)
        {
            // An earlier attempt whose answer was lost.
            state = state with { Execution = existing.Execution };
        }
        else if (!existing.IsTerminal || refused.Contains(existing.Status))
        {
            await hub.Eraser.DeleteAsync(state.Id, new Litter([], [.. instance.Stored.Blobs()]), cancellationToken);
            return existing;
        }
        else
        {
            state = state with { Execution = existing.Execution + 1 };
            etag = await hub.Store.TryReplaceAsync(state, etag, cancellationToken)
                ?? throw new IOException($"Instance {state.Id} was changed by another host.");
        }

        if (state.Execution > 0)
        {
            await hub.Eraser.SweepAsync(state.Id, instance.Stored, cancellationToken);
        }

        instance.Load(state, etag);
        return null;
    }

    /// <summary>The index entry of an instance that has not ended is not ours to remove.</summary>
    private async Task GiveUpAsync(Instance instance, InstanceState existing)
    {
        if (existing.IsTerminal)
        {
            await hub.RemoveAsync(instance);
            return;
        }

        hub.Instances.TryRemove(KeyValuePair.Create(instance.Id, instance));
        instance.Leave();
    }
}
