using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>How logs of groups with diagnostics are kept, section "Arm:LogAnalytics".</summary>
internal sealed record LogAnalyticsOptions
{
    /// <summary>How long lines and events are kept; default 7 days, at least 1 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "730.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The most that is kept of a workspace; the oldest sixteenth goes first. Default 100 MB, at least 1 MB.</summary>
    [Range(1_000_000, long.MaxValue)]
    public long MaxBytes { get; init; } = 100_000_000;

    /// <summary>
    /// From one look into the logs of running containers to the next; default 5 s. A query looks first, and a container
    /// is looked at before it is removed, so this only bounds what is lost if somebody else removes one.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);
}
