namespace CloudWorkspaces.Runs.Admission;

/// <summary>A run's place in a queue, as the janitor sees it.</summary>
public sealed record AdmissionEntry
{
    public required QueueKey Queue { get; init; }
    public required RunReference Run { get; init; }
    public required AdmissionState State { get; init; }

    /// <summary>When the run came into this state.</summary>
    public required DateTimeOffset Since { get; init; }
}
