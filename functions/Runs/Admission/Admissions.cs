using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>
/// Queues as partitions of a table; an entity group transaction under the owner row's ETag is a decision.
/// </summary>
internal sealed class Admissions(
    AdmissionTable table, QueueLimits queueLimits, TimeProvider time) : IAdmissions
{
    private const int MaxTries = 40;

    /// <summary>A transaction takes 100 operations; a grant is two.</summary>
    private const int MaxGrants = 45;

    /// <summary>Keeps the deciders of one process from racing each other; between processes the ETag decides.</summary>
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new();

    public Task<AdmissionDecision> RequestAsync(
        QueueKey queue, RunDemand demand, CancellationToken cancellationToken) =>
        DecideAsync(
            queue,
            demand,
            (counts, limits, state) => state ?? (AdmissionRules.MayStart(counts, limits, demand.MilliCpu)
                ? AdmissionState.Running
                : AdmissionState.Waiting),
            cancellationToken);

    public Task<AdmissionDecision> FinishAsync(
        QueueKey queue, RunReference run, CancellationToken cancellationToken) =>
        DecideAsync(
            queue,
            new() { Run = run },
            (_, _, state) => state switch
            {
                AdmissionState.Running => AdmissionState.Finishing,
                AdmissionState.Waiting => null,
                _ => state,
            },
            cancellationToken);

    public Task<AdmissionDecision> LeaveAsync(
        QueueKey queue, RunReference run, CancellationToken cancellationToken) =>
        DecideAsync(
            queue,
            new() { Run = run },
            (_, _, state) => state is AdmissionState.Finishing or AdmissionState.Converting ? null : state,
            cancellationToken);

    public Task<AdmissionDecision> ConvertAsync(
        QueueKey queue, RunReference run, bool force, CancellationToken cancellationToken) =>
        DecideAsync(
            queue,
            new() { Run = run },
            (counts, limits, state) => state is AdmissionState.Finishing &&
                (force || AdmissionRules.MayConvert(counts, limits)) ? AdmissionState.Converting : state,
            cancellationToken);

    public Task<AdmissionDecision> ReleaseAsync(
        QueueKey queue, RunReference run, CancellationToken cancellationToken) =>
        DecideAsync(queue, new() { Run = run }, (_, _, _) => null, cancellationToken);

    public async Task<IReadOnlyList<RunReference>> GrantAsync(QueueKey queue, CancellationToken cancellationToken)
    {
        var decision = await DecideAsync(queue, null, (_, _, state) => state, cancellationToken);
        return decision.Granted;
    }

    public async Task<AdmissionCounts> CountAsync(QueueKey queue, CancellationToken cancellationToken) =>
        (await table.OwnerAsync(queue, cancellationToken))?.ToCounts() ?? AdmissionCounts.None;

    public async Task<QueuePosition?> PositionAsync(
        QueueKey queue, RunReference run, CancellationToken cancellationToken)
    {
        var row = await table.EntryAsync(queue, run, cancellationToken);
        if (row?.ToState() is not AdmissionState.Waiting)
        {
            return null;
        }

        var before = await table.CountBeforeAsync(row, QueuePosition.Max - 1, cancellationToken);
        var counts = await CountAsync(queue, cancellationToken);
        return new() { Queue = queue.Kind, Position = before + 1, Waiting = Math.Max(counts.Waiting, before + 1) };
    }

    public async IAsyncEnumerable<AdmissionEntry> EntriesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.EntriesAsync(cancellationToken))
        {
            yield return row.ToEntry();
        }
    }

    private async Task<AdmissionDecision> DecideAsync(
        QueueKey queue, RunDemand? demand, Target target, CancellationToken cancellationToken)
    {
        var run = demand?.Run;
        var turn = _turns.GetOrAdd(queue.Partition, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            var limits = await queueLimits.OfAsync(queue, cancellationToken);
            List<RunReference> granted = [];
            for (var tries = 0; tries < MaxTries; tries++)
            {
                var ownerRead = table.OwnerAsync(queue, cancellationToken);
                var entry = run is null ? null : await table.EntryAsync(queue, run, cancellationToken);
                var transaction = new AdmissionTransaction(queue, await ownerRead);
                var state = target(transaction.Counts, limits, entry?.ToState());
                Apply(transaction, queue, demand, entry, state);
                var next = await GrantNextAsync(transaction, queue, run, limits, cancellationToken);
                var written = !transaction.HasChanges ||
                    await transaction.TryWriteAsync(table.Client, cancellationToken);
                if (!written)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, 20)), time, cancellationToken);
                    continue;
                }

                granted.AddRange(next);
                if (limits.MilliCpu is not null && entry is null && state is AdmissionState.Waiting)
                {
                    // Those before it may wait for more processors than there will be: then it is its turn.
                    continue;
                }

                if (next.Count == 0 || AdmissionRules.Grantable(transaction.Counts, limits) == 0)
                {
                    var itself = run is not null && granted.Remove(run);
                    return new() { State = itself ? AdmissionState.Running : state, Granted = granted };
                }
            }

            throw new AdmissionConflictException(queue);
        }
        finally
        {
            turn.Release();
        }
    }

    private void Apply(
        AdmissionTransaction transaction,
        QueueKey queue,
        RunDemand? demand,
        AdmissionRow? entry,
        AdmissionState? state)
    {
        if (entry is not null && entry.ToState() != state)
        {
            transaction.Move(entry, state, time.GetUtcNow());
        }
        else if (entry is null && demand is not null && state is { } entered)
        {
            transaction.Enter(AdmissionRow.Of(queue, demand, entered, time.GetUtcNow()));
        }
    }

    private async Task<IReadOnlyList<RunReference>> GrantNextAsync(
        AdmissionTransaction transaction,
        QueueKey queue,
        RunReference? run,
        AdmissionLimits limits,
        CancellationToken cancellationToken)
    {
        var room = Math.Min(AdmissionRules.Grantable(transaction.Counts, limits), MaxGrants);
        if (room == 0)
        {
            return [];
        }

        // One more than there is room for: the run that is leaving may stand in line itself.
        var line = await table.LineAsync(queue, room + 1, limits.MilliCpu, cancellationToken);
        var others = transaction.HasChanges ? line.Where(row => row.ToRun() != run) : line;
        List<RunReference> next = [];
        foreach (var row in others.Take(room))
        {
            if (!AdmissionRules.Fits(transaction.Counts, limits, row.MilliCpu))
            {
                break;
            }

            transaction.Move(row, AdmissionState.Running, time.GetUtcNow());
            next.Add(row.ToRun());
        }

        return next;
    }

    /// <summary>
    /// The state a run should have, null for outside the queue, from the counts, the limits and its state.
    /// </summary>
    private delegate AdmissionState? Target(AdmissionCounts counts, AdmissionLimits limits, AdmissionState? state);
}
