using System.Globalization;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>Who may start and who waits: decided from a queue's counts alone.</summary>
public static class AdmissionRules
{
    /// <summary>
    /// How many of the waiting may be granted now. A settled run whose group is still there takes no running room
    /// until the allowance for such groups is used up; from then on it does, because groups are what a placement is
    /// short of.
    /// </summary>
    public static int Grantable(AdmissionCounts counts, AdmissionLimits limits)
    {
        var groups = counts.Running + counts.Finishing + counts.Converting;
        var room = Math.Min(limits.Running - counts.Running, limits.Running + limits.Finishing - groups);
        return Math.Clamp(room, 0, counts.Waiting);
    }

    /// <summary>Whether a run that arrives now may start at once: nobody waits and there is room.</summary>
    public static bool MayStart(AdmissionCounts counts, AdmissionLimits limits, int milliCpu = 0) =>
        counts.Waiting == 0 && Grantable(counts with { Waiting = 1 }, limits) > 0 && Fits(counts, limits, milliCpu);

    /// <summary>
    /// Whether there are processors for one more. The first in line waits for them: smaller ones behind it do not
    /// overtake, or it might wait for ever.
    /// </summary>
    public static bool Fits(AdmissionCounts counts, AdmissionLimits limits, int milliCpu) =>
        limits.MilliCpu is not { } limit || counts.MilliCpu + milliCpu <= limit;

    /// <summary>
    /// Whether a settled run may convert its result now, where groups share processors: it takes the place that a
    /// run would take, and only if no run wants it, unless the groups that wait to convert hold up the runs.
    /// </summary>
    public static bool MayConvert(AdmissionCounts counts, AdmissionLimits limits)
    {
        var groups = counts.Running + counts.Finishing + counts.Converting;
        return counts.Waiting > 0
            ? groups >= limits.Running + limits.Finishing && counts.Converting < limits.Running
            : counts.Running + counts.Converting < limits.Running;
    }

    /// <summary>
    /// Sorts the waiting: by priority, highest first, by turn, then by run id, which is by time of creation. Rows of before
    /// there were turns have none.
    /// </summary>
    public static string Order(int priority, long? turn, string runId)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(priority, AdmissionPriority.Lowest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(priority, AdmissionPriority.Highest);
        var line = AdmissionPriority.Highest - priority;
        return turn is null ? $"{line}:{runId}" : string.Create(CultureInfo.InvariantCulture, $"{line}:{turn:D12}:{runId}");
    }
}
