using CloudWorkspaces.Workspaces.Usage;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>Whether a session may have its seat: unlike a run it does not wait for one.</summary>
internal static class SeatRules
{
    /// <param name="workspace">Named in the refusal.</param>
    /// <param name="before">The counts now.</param>
    /// <param name="after">The counts with the seat.</param>
    /// <param name="limits">Of the workspace.</param>
    /// <returns>Why not, or null.</returns>
    public static UsageRefusal? Refuse(
        string workspace, AdmissionCounts before, AdmissionCounts after, AdmissionLimits limits)
    {
        if (after.Sessions > before.Sessions && after.Sessions > limits.Sessions)
        {
            return UsageRefusal.Limit(
                $"Workspace '{workspace}' may have {limits.Sessions} sessions at the same time, and has {before.Sessions}.");
        }

        return after.MilliCpu > before.MilliCpu && after.MilliCpu > limits.MilliCpu
            ? UsageRefusal.Limit(
                $"Workspace '{workspace}' may use {Cpu(limits.MilliCpu.Value)} vCPU at the same time; it uses " +
                $"{Cpu(before.MilliCpu)}, and this would make {Cpu(after.MilliCpu)}.")
            : null;
    }

    private static string Cpu(long thousandths) => FormattableString.Invariant($"{thousandths / 1_000m:0.###}");
}
