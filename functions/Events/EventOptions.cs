using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Events;

/// <summary>Streams of server-sent events. Section <c>Events</c>.</summary>
public sealed record EventOptions
{
    public const string Section = "Events";

    /// <summary>
    /// A stream ends after this time and its client goes on with another: 1 to 3,600 seconds, default 300. A host of
    /// functions may have a limit of its own for invocations.
    /// </summary>
    [Range(1, 3_600)]
    public int MaxSeconds { get; init; } = 300;

    /// <summary>The longest silence, which a comment breaks: 1 to 200 seconds, default 15.</summary>
    [Range(1, 200)]
    public int HeartbeatSeconds { get; init; } = 15;

    /// <summary>
    /// What streams of this host look at is read at most this often, for all of them together: 100 to 60,000 milliseconds,
    /// default 1,000. What this host itself changes is seen at once.
    /// </summary>
    [Range(100, 60_000)]
    public int IntervalMilliseconds { get; init; } = 1_000;

    /// <summary>Streams of this host at the same time; more are refused: 1 to 10,000, default 200.</summary>
    [Range(1, 10_000)]
    public int MaxStreams { get; init; } = 200;
}
