using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;

namespace CloudWorkspaces.Functions.Tests.Agents;

/// <summary>Queues that must not be asked.</summary>
internal sealed class NoAdmissions : IAdmissions
{
    public Task<AdmissionDecision> RequestAsync(
        QueueKey queue, RunDemand demand, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AdmissionDecision> FinishAsync(
        QueueKey queue, RunReference run, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AdmissionDecision> ConvertAsync(
        QueueKey queue, RunReference run, bool force, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<AdmissionDecision> LeaveAsync(
        QueueKey queue, RunReference run, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AdmissionDecision> ReleaseAsync(
        QueueKey queue, RunReference run, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<RunReference>> GrantAsync(QueueKey queue, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<AdmissionCounts> CountAsync(QueueKey queue, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<QueuePosition?> PositionAsync(
        QueueKey queue, RunReference run, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<AdmissionEntry> EntriesAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
