using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>
/// What is left over of sessions and what is merely under way: as for runs, see <see cref="JanitorRules"/>.
/// </summary>
internal static class SessionJanitorRules
{
    /// <summary>From the write of a row to the start of its orchestration.</summary>
    private static readonly TimeSpan StartAge = TimeSpan.FromSeconds(5);

    /// <summary>For an event, or the rest of an activity.</summary>
    private static readonly TimeSpan Underway = TimeSpan.FromSeconds(15);

    /// <summary>For what belongs to an attempt that is over, has a successor or is unknown.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(1);

    /// <param name="session">The attempt.</param>
    /// <param name="record">The row of its session, read after its orchestration.</param>
    /// <param name="orchestration">Of the attempt.</param>
    /// <param name="now">The time.</param>
    public static SessionRepair ForAttempt(
        SessionReference session, SessionRecord? record, OrchestrationPresence orchestration, DateTimeOffset now)
    {
        if (record is null || record.Attempt < session.Attempt)
        {
            // An entry is written before its row.
            var age = now - (record?.RequestedOn ?? session.Id.CreatedOn);
            return age > Stale ? SessionRepair.Forget : SessionRepair.None;
        }

        if (record.State.IsOver() || record.Attempt > session.Attempt)
        {
            return orchestration is OrchestrationPresence.Active ? Wake(record, session, now) : SessionRepair.Forget;
        }

        return orchestration switch
        {
            OrchestrationPresence.Missing => now - record.RequestedOn > StartAge ? SessionRepair.Start : SessionRepair.None,
            OrchestrationPresence.Active => Wake(record, session, now),
            _ => SessionRepair.Settle,
        };
    }

    /// <summary>Whether a group has nobody who will delete it.</summary>
    public static bool IsOrphan(
        SessionReference group, SessionRecord? record, OrchestrationPresence orchestration, DateTimeOffset now)
    {
        if (orchestration is OrchestrationPresence.Active)
        {
            return false;
        }

        return record is null || record.Attempt != group.Attempt || record.EndedOn < now - Stale;
    }

    /// <summary>When an attempt ended that nobody looks after any more; null for one that goes on.</summary>
    public static DateTimeOffset? EndOf(
        SessionReference session, SessionRecord? record, OrchestrationPresence orchestration, DateTimeOffset now)
    {
        if (record is null || orchestration is OrchestrationPresence.Active)
        {
            return null;
        }

        // Where there is a successor, the end of the attempt before is not kept: it was over by then.
        var endedOn = record.Attempt > session.Attempt ? record.RequestedOn : record.EndedOn;
        return endedOn < now - Stale ? endedOn : null;
    }

    private static SessionRepair Wake(SessionRecord record, SessionReference session, DateTimeOffset now)
    {
        var wishedOn = record.Attempt > session.Attempt ? record.RequestedOn : record.StopRequestedOn;
        return !record.State.IsOver() && wishedOn < now - Underway ? SessionRepair.RaiseStop : SessionRepair.None;
    }
}
