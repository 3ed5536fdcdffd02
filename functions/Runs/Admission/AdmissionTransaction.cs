using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>
/// One decision on a queue, built up from what was read and written in a single entity group transaction.
/// </summary>
internal sealed class AdmissionTransaction
{
    private readonly QueueKey _queue;
    private readonly AdmissionOwner? _owner;
    private readonly List<TableTransactionAction> _actions = [];
    private FairTurns _turns;

    public AdmissionTransaction(QueueKey queue, AdmissionOwner? owner)
    {
        (_queue, _owner) = (queue, owner);
        Counts = owner?.ToCounts() ?? AdmissionCounts.None;
        _turns = FairTurns.FromJson(owner?.Turns);
    }

    public AdmissionCounts Counts { get; private set; }

    public bool HasChanges => _actions.Count > 0;

    /// <summary>Brings a run that is outside the queue into it.</summary>
    public void Enter(AdmissionRow row)
    {
        if (row.ToState() is AdmissionState.Waiting)
        {
            _turns = _turns.Give(row.Priority, row.Flow, out var turn);
            row.Turn = turn;
            _actions.Add(new(TableTransactionActionType.Add, row.InLine()));
        }

        _actions.Add(new(TableTransactionActionType.Add, row));
        Counts = Counts.Move(null, row.ToState(), row.MilliCpu);
    }

    /// <summary>Changes a run's state; to null it leaves the queue.</summary>
    public void Move(AdmissionRow row, AdmissionState? to, DateTimeOffset now)
    {
        _actions.Add(to is { } state
            ? new(TableTransactionActionType.UpdateReplace, row.AsEntry(state, now), ETag.All)
            : new(TableTransactionActionType.Delete, row.AsEntry(row.ToState(), now), ETag.All));
        if (row.ToState() is AdmissionState.Waiting)
        {
            _actions.Add(new(TableTransactionActionType.Delete, row.InLine(), ETag.All));
            _turns = to is null
                ? _turns.GiveBack(row.Priority, row.Flow)
                : _turns.Serve(row.Priority, row.Turn ?? 0);
        }

        Counts = Counts.Move(row.ToState(), to, row.MilliCpu);
    }

    /// <summary>Gives a session a seat, another one, or none; null stands for no seat.</summary>
    public void Seat(SessionSeat? before, SessionSeat? after)
    {
        _actions.Add((before, after) switch
        {
            (null, { } seat) => new(TableTransactionActionType.Add, seat),
            ({ } seat, null) => new(TableTransactionActionType.Delete, seat, seat.ETag),
            ({ } old, { } seat) => new(TableTransactionActionType.UpdateReplace, seat, old.ETag),
            _ => throw new ArgumentException("There is no seat to change."),
        });
        Counts = Counts.Seat(before?.MilliCpu ?? 0, after?.MilliCpu ?? 0);
    }

    /// <summary>False when another decider was faster: then nothing is written.</summary>
    public async Task<bool> TryWriteAsync(TableClient table, CancellationToken cancellationToken)
    {
        var owner = AdmissionOwner.Of(_queue, Counts, _turns);
        _actions.Insert(0, _owner is null
            ? new(TableTransactionActionType.Add, owner)
            : new(TableTransactionActionType.UpdateReplace, owner, _owner.ETag));
        try
        {
            await table.SubmitTransactionAsync(_actions, cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException exception) when (exception.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}
