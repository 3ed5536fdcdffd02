namespace CloudWorkspaces.Runs.Admission;

/// <summary>What a run wants of a queue.</summary>
public sealed record RunDemand
{
    public required RunReference Run { get; init; }

    /// <summary>See <see cref="AdmissionPriority"/>.</summary>
    public int Priority { get; init; } = AdmissionPriority.Normal;

    /// <summary>Thousandths of virtual CPUs.</summary>
    public int MilliCpu { get; init; }
}
