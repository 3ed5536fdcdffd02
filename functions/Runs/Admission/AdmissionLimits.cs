namespace CloudWorkspaces.Runs.Admission;

/// <summary>What a queue allows at the same time.</summary>
public sealed record AdmissionLimits
{
    /// <summary>Runs that are not settled yet.</summary>
    public required int Running { get; init; }

    /// <summary>Settled runs whose container group may be there beside the running ones.</summary>
    public required int Finishing { get; init; }
}
