namespace CloudWorkspaces.Runs.Progress;

/// <summary>How long the last successful runs of one notebook on one flavor have taken, from the agent's claim. Pure.</summary>
public sealed record RunPace
{
    /// <summary>Runs that are remembered.</summary>
    public const int Most = 9;

    public static RunPace None { get; } = new();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<RunPaceSample> Samples { get; init; } = [];

    /// <summary>The median in seconds; null without a run.</summary>
    public double? Median
    {
        get
        {
            List<double> seconds = [.. Samples.Select(sample => sample.Seconds).Order()];
            return seconds.Count == 0 ? null : (seconds[(seconds.Count - 1) / 2] + seconds[seconds.Count / 2]) / 2;
        }
    }

    /// <summary>The same when the run is in it already.</summary>
    public RunPace With(RunPaceSample sample) => Samples.Any(one => one.Run == sample.Run)
        ? this
        : new() { Samples = [.. Samples.TakeLast(Most - 1), sample] };
}
