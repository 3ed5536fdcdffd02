namespace CloudWorkspaces.Runs;

/// <summary>How long a run has taken so far, in seconds. What has not begun is left out.</summary>
public sealed record RunDurationsView
{
    /// <summary>From acceptance, or the end of the attempt before, until its container group began to be created.</summary>
    public double? WaitingSeconds { get; init; }

    /// <summary>From there until the agent claimed the run.</summary>
    public double? StartingSeconds { get; init; }

    /// <summary>From there to the end.</summary>
    public double? RunningSeconds { get; init; }

    /// <summary>Of all attempts.</summary>
    public required double TotalSeconds { get; init; }

    public static RunDurationsView Of(RunRecord run, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        var end = run.EndedOn ?? now;
        return new RunDurationsView
        {
            WaitingSeconds = Seconds(run.EarlierAttempts?[^1].EndedOn ?? run.CreatedOn, run.ProvisioningOn ?? end),
            StartingSeconds = run.ProvisioningOn is { } began ? Seconds(began, run.StartedOn ?? end) : null,
            RunningSeconds = run.StartedOn is { } started ? Seconds(started, end) : null,
            TotalSeconds = Seconds(run.CreatedOn, end),
        };
    }

    // Times come from the clocks of more than one machine.
    private static double Seconds(DateTimeOffset from, DateTimeOffset to) =>
        Math.Round(Math.Max(0, (to - from).TotalSeconds), 3);
}
