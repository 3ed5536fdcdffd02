namespace CloudWorkspaces.Runs.Admission;

/// <summary>
/// Queues of runs, each with a limit. Nobody polls: whoever makes room gets the names of those who have it now and
/// raises their event; an event that is lost in between is raised again by the janitor. All methods are idempotent.
/// </summary>
public interface IAdmissions
{
    /// <summary>
    /// Takes a place: at once when there is room and nobody waits, else in line. Repeating it tells the state.
    /// </summary>
    Task<AdmissionDecision> RequestAsync(QueueKey queue, RunDemand demand, CancellationToken cancellationToken);

    /// <summary>The run is settled, its group is still there. One that has no room yet leaves.</summary>
    Task<AdmissionDecision> FinishAsync(QueueKey queue, RunReference run, CancellationToken cancellationToken);

    /// <summary>
    /// Asks whether a settled run may convert its result now (<see cref="AdmissionRules.MayConvert"/>); granted when
    /// the state is Converting. With <paramref name="force"/> it is granted in any case.
    /// </summary>
    Task<AdmissionDecision> ConvertAsync(
        QueueKey queue, RunReference run, bool force, CancellationToken cancellationToken);

    /// <summary>Leaves the queue when it is settled; another attempt that waits or runs by now stays.</summary>
    Task<AdmissionDecision> LeaveAsync(QueueKey queue, RunReference run, CancellationToken cancellationToken);

    /// <summary>Leaves the queue, from any state.</summary>
    Task<AdmissionDecision> ReleaseAsync(QueueKey queue, RunReference run, CancellationToken cancellationToken);

    /// <summary>Grants what there is room for, as after a limit was raised.</summary>
    Task<IReadOnlyList<RunReference>> GrantAsync(QueueKey queue, CancellationToken cancellationToken);

    Task<AdmissionCounts> CountAsync(QueueKey queue, CancellationToken cancellationToken);

    /// <summary>Null for a run that does not wait there.</summary>
    Task<QueuePosition?> PositionAsync(QueueKey queue, RunReference run, CancellationToken cancellationToken);

    /// <summary>Every run in every queue, for the janitor.</summary>
    IAsyncEnumerable<AdmissionEntry> EntriesAsync(CancellationToken cancellationToken);
}
