using CloudWorkspaces.Mounts;

namespace CloudWorkspaces.Runs.Progress;

/// <summary>How far a run is that has begun and is not over.</summary>
public sealed record RunProgressView
{
    /// <summary>When its agent last told.</summary>
    public DateTimeOffset? UpdatedOn { get; init; }

    public RunCells? Cells { get; init; }

    /// <summary>As <see cref="RunStatus.Mounts"/>.</summary>
    public IReadOnlyList<MountProgress>? Mounts { get; init; }

    /// <summary>From the agent's claim.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Null where no run of the notebook has succeeded on the flavor.</summary>
    public RunEstimate? Estimate { get; init; }

    public static RunProgressView Of(RunStatus? status, RunPace pace, double elapsed) => new()
    {
        UpdatedOn = status?.UpdatedOn,
        Cells = status?.Cells,
        Mounts = status?.Mounts,
        ElapsedSeconds = elapsed,
        Estimate = RunEstimate.Of(pace, elapsed),
    };
}
