using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>The time between a run's settlement and the end of its container group. Section <c>Admission</c>.</summary>
public sealed record AdmissionOptions
{
    public const string Section = "Admission";

    /// <summary>
    /// Container groups of settled runs that may exist beside the running ones: 0 to 10,000, default 20. Together with
    /// <see cref="RunOptions.MaxConcurrentPerPlacement"/> it has to stay within the groups that the placement allows.
    /// 0 makes a run wait until the group before it is gone.
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
}
