using CloudWorkspaces.Runs.Admission;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>
/// Repairs queues: frees the places of the dead, repeats lost events, and grants what there is room for, as after a
/// limit was raised.
/// </summary>
public sealed class QueueJanitor(IAdmissions admissions, JanitorSweep sweep, ILogger<QueueJanitor> logger)
{
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        List<AdmissionEntry> entries = [];
        await foreach (var entry in admissions.EntriesAsync(cancellationToken))
        {
            entries.Add(entry);
        }

        var waiting = entries.Where(entry => entry.State is AdmissionState.Waiting).ToList();
        var waitingRuns = waiting.Select(entry => entry.Run).ToHashSet();
        await sweep.OverAsync(
            entries.ToAsyncEnumerable(),
            (entry, token) => RepairAsync(entry, waitingRuns.Contains(entry.Run), client, token),
            cancellationToken);
        foreach (var queue in waiting.Select(entry => entry.Queue).Distinct())
        {
            var granted = await admissions.GrantAsync(queue, cancellationToken);
            await AdmittedRuns.TellAsync(client, granted, logger, cancellationToken);
        }
    }

    private async Task RepairAsync(
        AdmissionEntry entry, bool waits, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var facts = await sweep.FactsAsync(entry.Run, client, cancellationToken);
        var repair = JanitorRules.ForEntry(entry, waits, facts);
        IReadOnlyList<RunReference> told = repair switch
        {
            EntryRepair.Release =>
                (await admissions.ReleaseAsync(entry.Queue, entry.Run, cancellationToken)).Granted,
            EntryRepair.Raise when facts.Orchestration is OrchestrationPresence.Active => [entry.Run],
            _ => [],
        };
        if (repair is not EntryRepair.None)
        {
            await AdmittedRuns.TellAsync(client, told, logger, cancellationToken);
            sweep.Log(repair.ToString(), entry.Run);
        }
    }
}
