using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Workspaces.Usage;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>
/// What is left over and what is merely under way. Every rule leaves alone what an orchestration that goes on will
/// do itself, and gives a process that has just begun something the time to go on with it.
/// </summary>
internal static class JanitorRules
{
    /// <summary>From the insert of a row to the start of its orchestration.</summary>
    private static readonly TimeSpan StartAge = TimeSpan.FromSeconds(5);

    /// <summary>For an event, or the rest of an activity.</summary>
    private static readonly TimeSpan Underway = TimeSpan.FromSeconds(15);

    /// <summary>For what belongs to a terminal or an unknown run.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(1);

    /// <summary>After this a terminal run has nothing to write, whatever its orchestration does.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(30);

    public static RunRepair ForRun(JanitorFacts facts)
    {
        var age = facts.Now - facts.Run.Id.CreatedOn;
        return facts.Record switch
        {
            null => age > Stale ? RunRepair.Forget : RunRepair.None,
            { State: var state } when state.IsTerminal() => RunRepair.Forget,
            { } record => facts.Orchestration switch
            {
                OrchestrationPresence.Missing when record.State is RunState.Accepted =>
                    age > StartAge ? RunRepair.Start : RunRepair.None,
                OrchestrationPresence.Active =>
                    record.CancelRequestedOn < facts.Now - Underway ? RunRepair.RaiseCancel : RunRepair.None,
                _ => RunRepair.Settle,
            },
        };
    }

    /// <summary>
    /// Whether a group has nobody who will delete it. A run that is not terminal keeps the group it uses.
    /// </summary>
    public static bool IsOrphan(int attempt, JanitorFacts facts) => facts.Record switch
    {
        null => true,
        { State: var state } record when !state.IsTerminal() && attempt >= record.Attempt => false,
        { } record => IsLongOver(record, attempt, facts),
    };

    /// <param name="entry">A run's place in a queue.</param>
    /// <param name="waits">Whether the run waits in any queue: then it is no wonder that it does not start.</param>
    /// <param name="facts">About the run.</param>
    public static EntryRepair ForEntry(AdmissionEntry entry, bool waits, JanitorFacts facts)
    {
        var age = facts.Now - entry.Since;
        return facts.Record switch
        {
            null => age > Stale ? EntryRepair.Release : EntryRepair.None,
            { State: var state } record when state.IsTerminal() =>
                IsLeftOver(entry, record, facts) ? EntryRepair.Release : EntryRepair.None,
            { State: RunState.Accepted } when entry.State is AdmissionState.Running && !waits && age > Underway =>
                EntryRepair.Raise,
            _ => EntryRepair.None,
        };
    }

    public static MeterRepair ForMeter(CostMeter meter, JanitorFacts facts) => facts.Record switch
    {
        null => facts.Now - meter.From > Stale ? MeterRepair.Discard : MeterRepair.None,
        { State: var state } record when !state.IsTerminal() && meter.Key.Attempt >= record.Attempt => MeterRepair.None,
        { } record => IsLongOver(record, meter.Key.Attempt, facts) ? MeterRepair.End : MeterRepair.None,
    };

    /// <summary>So long that nobody writes for it any more; an earlier attempt that is not known is.</summary>
    private static bool IsLongOver(RunRecord record, int attempt, JanitorFacts facts)
    {
        var allowed = facts.Orchestration is OrchestrationPresence.Active ? Overdue : Stale;
        return record.EndOf(attempt) is not { } endedOn ? attempt != record.Attempt : endedOn < facts.Now - allowed;
    }

    private static bool IsLeftOver(AdmissionEntry entry, RunRecord record, JanitorFacts facts)
    {
        // A finishing run keeps its place as long as its orchestration looks after its group.
        var finishing = entry.State is AdmissionState.Finishing or AdmissionState.Converting;
        var allowed = finishing && facts.Orchestration is OrchestrationPresence.Active ? Overdue : Stale;
        return record.EndedOn < facts.Now - allowed;
    }
}
