using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>How groups are measured, section "Arm:Metrics".</summary>
internal sealed record MetricsOptions
{
    /// <summary>From one sample of a running container to the next; default 5 s, 0.1 s to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan SampleInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long minutes are kept, in memory only; default 24 h, at least 1 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "93.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How old a minute must be before it is told, as in the cloud, where it is minutes; default 0.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Lag { get; init; }
}
