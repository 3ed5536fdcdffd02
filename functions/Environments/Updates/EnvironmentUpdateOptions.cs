using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>Section <c>EnvironmentUpdates</c>: how curated environments get newer packages.</summary>
public sealed record EnvironmentUpdateOptions
{
    public const string Section = "EnvironmentUpdates";

    /// <summary>When, as a timer's six fields in UTC; default the first of each month at three.</summary>
    [Required]
    public string Schedule { get; init; } = "0 0 3 1 * *";

    /// <summary>Which are updated by the schedule; default none.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>
    /// Where <c>{environment}/samples/*.ipynb</c> are, from the app's own folder on; default those that come with it.
    /// </summary>
    [Required]
    public string SamplesFolder { get; init; } = "environments";

    /// <summary>The workspace that samples and sessions of updates run in, which is made for them.</summary>
    [Required]
    public string Workspace { get; init; } = "environment-updates";

    /// <summary>Longest time of a sample from its start, and of the parity check: 10 to 86,400 s, default 1,800.</summary>
    [Range(10, 86_400)]
    public int TrialTimeoutSeconds { get; init; } = 1_800;
}
