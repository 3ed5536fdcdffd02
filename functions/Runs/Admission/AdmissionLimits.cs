namespace CloudWorkspaces.Runs.Admission;

/// <summary>What a queue allows at the same time.</summary>
public sealed record AdmissionLimits
{
    /// <summary>Runs that are not settled yet.</summary>
    public required int Running { get; init; }

    /// <summary>Settled runs whose container group may be there beside the running ones.</summary>
    public required int Finishing { get; init; }

    public static AdmissionLimits Of(QueueKind kind, RunOptions runs, AdmissionOptions admission) =>
        kind is QueueKind.Workspace
            ? new() { Running = runs.MaxConcurrentPerWorkspace, Finishing = 0 }
            : new() { Running = runs.MaxConcurrentPerPlacement, Finishing = admission.MaxFinishingPerPlacement };
}
