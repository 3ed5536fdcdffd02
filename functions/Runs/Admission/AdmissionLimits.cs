using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>What a queue allows at the same time.</summary>
public sealed record AdmissionLimits
{
    /// <summary>Runs that are not settled yet.</summary>
    public required int Running { get; init; }

    /// <summary>Settled runs whose container group may be there beside the running ones.</summary>
    public required int Finishing { get; init; }

    /// <summary>Sessions that have a seat; null for any number.</summary>
    public int? Sessions { get; init; }

    /// <summary>Thousandths of virtual CPUs of running runs and sessions together; null for any number.</summary>
    public long? MilliCpu { get; init; }

    /// <summary>The deployment's own limit, and the workspace's where that is lower.</summary>
    public static AdmissionLimits OfWorkspace(RunOptions runs, WorkspaceLimits limits) => new()
    {
        Running = Math.Min(runs.MaxConcurrentPerWorkspace, limits.ConcurrentRuns ?? int.MaxValue),
        Finishing = 0,
        Sessions = limits.ConcurrentSessions,
        MilliCpu = limits.Cpu is { } cpu ? Thousandths(cpu) : null,
    };

    public static AdmissionLimits OfPlacement(RunOptions runs, AdmissionOptions admission) => new()
    {
        Running = runs.MaxConcurrentPerPlacement,
        Finishing = admission.MaxFinishingPerPlacement,
    };

    /// <summary>Whole numbers, since sums of fractions would drift.</summary>
    public static int Thousandths(double cpu) => (int)Math.Round(cpu * 1_000);
}
