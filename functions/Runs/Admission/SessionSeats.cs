using CloudWorkspaces.Workspaces.Usage;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>
/// The seats of sessions, in the transactions of the queue in which runs take their places: the limit on processors
/// holds for both together. All methods are idempotent.
/// </summary>
internal sealed class SessionSeats(
    AdmissionTable table, QueueLimits queueLimits, IAdmissions admissions, TimeProvider time)
{
    private const int MaxTries = 40;

    /// <summary>Null when the session has its seat, or the other one that it wants.</summary>
    public async Task<UsageRefusal?> TakeAsync(
        string workspace, string session, double cpu, CancellationToken cancellationToken)
    {
        var queue = QueueKey.Workspace(workspace);
        var wanted = SessionSeat.Of(queue, session, cpu);
        var limits = await queueLimits.OfAsync(queue, cancellationToken);
        UsageRefusal? refusal = null;
        await ChangeAsync(
            queue,
            session,
            (transaction, seat) =>
            {
                var after = transaction.Counts.Seat(seat?.MilliCpu ?? 0, wanted.MilliCpu);
                refusal = SeatRules.Refuse(workspace, transaction.Counts, after, limits);
                if (refusal is null && seat?.MilliCpu != wanted.MilliCpu)
                {
                    transaction.Seat(seat, wanted);
                }
            },
            cancellationToken);
        return refusal;
    }

    /// <summary>The runs that have room now: the caller tells each of them.</summary>
    public async Task<IReadOnlyList<RunReference>> LeaveAsync(
        string workspace, string session, CancellationToken cancellationToken)
    {
        var queue = QueueKey.Workspace(workspace);
        await ChangeAsync(
            queue,
            session,
            (transaction, seat) =>
            {
                if (seat is not null)
                {
                    transaction.Seat(seat, null);
                }
            },
            cancellationToken);
        return await admissions.GrantAsync(queue, cancellationToken);
    }

    /// <summary>For a session that lives: gives it the seat it should have, whatever the limits say.</summary>
    public Task KeepAsync(string workspace, string session, double cpu, CancellationToken cancellationToken)
    {
        var queue = QueueKey.Workspace(workspace);
        var wanted = SessionSeat.Of(queue, session, cpu);
        return ChangeAsync(
            queue,
            session,
            (transaction, seat) =>
            {
                if (seat?.MilliCpu != wanted.MilliCpu)
                {
                    transaction.Seat(seat, wanted);
                }
            },
            cancellationToken);
    }

    public IAsyncEnumerable<SessionUse> ListAsync(CancellationToken cancellationToken) => table
        .SeatsAsync(cancellationToken)
        .Select(seat => new SessionUse(
            QueueKey.FromPartition(seat.PartitionKey).Name,
            seat.RowKey[SessionSeat.Prefix.Length..],
            seat.MilliCpu / 1_000.0));

    private async Task ChangeAsync(
        QueueKey queue,
        string session,
        Action<AdmissionTransaction, SessionSeat?> change,
        CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var transaction = new AdmissionTransaction(queue, await table.OwnerAsync(queue, cancellationToken));
            change(transaction, await table.SeatAsync(queue, session, cancellationToken));
            if (!transaction.HasChanges || await transaction.TryWriteAsync(table.Client, cancellationToken))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, 20)), time, cancellationToken);
        }

        throw new AdmissionConflictException(queue);
    }
}
