using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>How many runs may go on at once. Section <c>Runs</c>.</summary>
public sealed record AdmissionOptions
{
    public const string Section = "Runs";

    /// <summary>Runs of one workspace that are admitted and not settled: 1 to 10,000, default 20.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrentPerWorkspace { get; init; } = 20;

    /// <summary>Runs of one placement that are admitted and not settled: 1 to 10,000, default 20.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrentPerPlacement { get; init; } = 20;

    /// <summary>
    /// Container groups of settled runs that may exist beside the running ones: 0 to 10,000, default 20. With
    /// <see cref="MaxConcurrentPerPlacement"/> it has to stay below the groups that the placement allows (in Azure
    /// 100 a region). 0 makes a run wait until the group before it is gone.
    /// </summary>
    [Range(0, 10_000)]
    public int MaxFinishingPerPlacement { get; init; } = 20;

    /// <summary>
    /// Whether groups share processors, so that converting a result to HTML slows other runs down: the conversion
    /// then gives way to runs, for <see cref="MaxConversionDelaySeconds"/> at most. Default false.
    /// </summary>
    public bool ConversionYields { get; init; }

    /// <summary>1 to 600, default 90 seconds from the settlement.</summary>
    [Range(1, 600)]
    public int MaxConversionDelaySeconds { get; init; } = 90;

    public AdmissionLimits LimitsOf(QueueKind kind) => kind is QueueKind.Workspace
        ? new() { Running = MaxConcurrentPerWorkspace, Finishing = 0 }
        : new() { Running = MaxConcurrentPerPlacement, Finishing = MaxFinishingPerPlacement };
}
