namespace CloudWorkspaces.Runs.Events;

/// <summary>A run as its streams see it.</summary>
internal sealed record RunSnapshot
{
    /// <summary>Null when it was removed.</summary>
    public RunRecord? Run { get; init; }

    /// <summary>Of the run's attempt.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Of the attempt's log.</summary>
    public long LogBytes { get; init; }
}
