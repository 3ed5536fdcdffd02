namespace CloudWorkspaces.Runs.Admission;

/// <summary>How many runs of a queue are in which state: kept in the queue's owner row.</summary>
public sealed record AdmissionCounts
{
    public static readonly AdmissionCounts None = new();

    public int Waiting { get; init; }
    public int Running { get; init; }

    /// <summary>Settled runs whose group is still there, those that convert not included.</summary>
    public int Finishing { get; init; }

    public int Converting { get; init; }

    /// <summary>Sessions that have a seat.</summary>
    public int Sessions { get; init; }

    /// <summary>Thousandths of virtual CPUs that running runs and sessions have together.</summary>
    public long MilliCpu { get; init; }

    /// <summary>The counts after one run went from a state to another; null stands for outside the queue.</summary>
    public AdmissionCounts Move(AdmissionState? from, AdmissionState? to, int milliCpu = 0) =>
        Add(from, -1).Add(to, 1) with
        {
            MilliCpu = MilliCpu + (Held(to) - Held(from)) * (long)milliCpu,
        };

    /// <summary>The counts after a session's seat changed; 0 stands for no seat.</summary>
    public AdmissionCounts Seat(int before, int after) => this with
    {
        Sessions = Sessions + Math.Sign(after) - Math.Sign(before),
        MilliCpu = MilliCpu + after - before,
    };

    private static int Held(AdmissionState? state) => state is AdmissionState.Running ? 1 : 0;

    private AdmissionCounts Add(AdmissionState? state, int change) => state switch
    {
        AdmissionState.Waiting => this with { Waiting = Waiting + change },
        AdmissionState.Running => this with { Running = Running + change },
        AdmissionState.Finishing => this with { Finishing = Finishing + change },
        AdmissionState.Converting => this with { Converting = Converting + change },
        _ => this,
    };
}
