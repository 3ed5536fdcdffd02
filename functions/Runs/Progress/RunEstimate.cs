namespace CloudWorkspaces.Runs.Progress;

/// <summary>How long a run is likely to take, by earlier runs of its notebook on its flavor.</summary>
public sealed record RunEstimate
{
    /// <summary>Their median, from the agent's claim to the end.</summary>
    public required double TotalSeconds { get; init; }

    /// <summary>What is left of it; 0 for a run that takes longer.</summary>
    public required double RemainingSeconds { get; init; }

    /// <summary>How many there are.</summary>
    public required int Runs { get; init; }

    public static RunEstimate? Of(RunPace pace, double elapsed)
    {
        ArgumentNullException.ThrowIfNull(pace);
        return pace.Median is { } median
            ? new()
            {
                TotalSeconds = Math.Round(median, 1),
                RemainingSeconds = Math.Round(Math.Max(0, median - elapsed), 1),
                Runs = pace.Samples.Count,
            }
            : null;
    }
}
