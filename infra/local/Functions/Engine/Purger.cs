using CloudWorkspaces.Local.Functions.Storage;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>Removes instances that have ended. Meanwhile their ids are taken, so that no start comes in between.</summary>
internal sealed class Purger(Hub hub)
{
    /// <summary>How many were removed: none if the instance has not ended or does not exist.</summary>
    public async Task<int> PurgeAsync(string instanceId, bool recursive, CancellationToken cancellationToken)
    {
        var claim = new Instance(instanceId);
        while (!hub.Instances.TryAdd(instanceId, claim))
        {
            if (await hub.FindLiveAsync(instanceId) is not null)
            {
                return 0;
            }

            if (hub.Instances.TryGetValue(instanceId, out var leaving))
            {
                await leaving.Gone.WaitAsync(cancellationToken);
            }
        }

        try
        {
            return await PurgeAsync(claim, recursive, cancellationToken);
        }
        finally
        {
            hub.Instances.TryRemove(KeyValuePair.Create(instanceId, claim));
            claim.Leave();
        }
    }

    private async Task<int> PurgeAsync(Instance claim, bool recursive, CancellationToken cancellationToken)
    {
        var found = await hub.Retry.PatientlyAsync(
            token => hub.Store.FindAsync(claim.Id, withPayloads: false, token), cancellationToken);
        if (found is not { State.IsTerminal: true })
        {
            return 0;
        }

        var purged = 1;
        if (recursive)
        {
            var loaded = await hub.Retry.PatientlyAsync(token => hub.Loader.LoadAsync(claim.Id, token), cancellationToken);
            foreach (var sub in (loaded?.History ?? []).SelectMany(turn => turn.Actions)
                .Where(action => action.Kind == ActionKind.SubOrchestration))
            {
                purged += await PurgeAsync(sub.InstanceId!, recursive, cancellationToken);
            }
        }

        // The entry is there until the last payload is gone: what a crash interrupts is ended at the next start.
        await hub.Retry.PatientlyAsync(token => hub.Index.AddAsync(claim.Id, token), cancellationToken);
        await hub.Retry.PatientlyAsync(token => hub.Eraser.PurgeAsync(claim.Id, token), cancellationToken);
        await hub.RemoveAsync(claim);
        return purged;
    }
}
