namespace CloudWorkspaces.Runs.Admission;

/// <summary>Where a run waits.</summary>
public sealed record QueuePosition
{
    /// <summary>As far as is counted.</summary>
    public const int Max = 1_000;

    /// <summary>What it waits for: its workspace's share, or room in the placement.</summary>
    public required QueueKind Queue { get; init; }

    /// <summary>1 for the next, 1,000 for everything from there on. Who comes later may go before it.</summary>
    public required int Position { get; init; }

    /// <summary>How many wait there.</summary>
    public required int Waiting { get; init; }
}
