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

    /// <summary>The counts after one run went from a state to another; null stands for outside the queue.</summary>
    public AdmissionCounts Move(AdmissionState? from, AdmissionState? to) => Add(from, -1).Add(to, 1);

    private AdmissionCounts Add(AdmissionState? state, int change) => state switch
    {
        AdmissionState.Waiting => this with { Waiting = Waiting + change },
        AdmissionState.Running => this with { Running = Running + change },
        AdmissionState.Finishing => this with { Finishing = Finishing + change },
        AdmissionState.Converting => this with { Converting = Converting + change },
        _ => this,
    };
}
