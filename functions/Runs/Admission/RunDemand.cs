namespace CloudWorkspaces.Runs.Admission;

/// <summary>What a run wants of a queue.</summary>
public sealed record RunDemand
{
    public required RunReference Run { get; init; }

    /// <summary>See <see cref="AdmissionPriority"/>.</summary>
    public int Priority { get; init; } = AdmissionPriority.Normal;

    /// <summary>Whose it is: within a priority, runs of different ones take turns.</summary>
    public string Flow { get; init; } = "";

    /// <summary>Thousandths of virtual CPUs.</summary>
    public int MilliCpu { get; init; }
}
