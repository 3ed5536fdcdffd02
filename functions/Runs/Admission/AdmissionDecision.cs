namespace CloudWorkspaces.Runs.Admission;

/// <summary>What became of a request or a release.</summary>
public sealed record AdmissionDecision
{
    /// <summary>Where the run stands now; null when it is not in the queue.</summary>
    public AdmissionState? State { get; init; }

    /// <summary>The runs that were waiting and have room now: the caller tells each of them.</summary>
    public IReadOnlyList<RunReference> Granted { get; init; } = [];
}
