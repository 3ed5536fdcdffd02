using Azure;
using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>
/// An instance that has not ended, in memory: its history and its mail. Its turns run one after the other;
/// between <see cref="TryBegin"/> and the null of <see cref="Take"/> it belongs to one caller.
/// </summary>
internal sealed class Instance(string id)
{
    private readonly Lock _lock = new();
    private readonly List<Mail> _mail = [];
    private readonly HashSet<string> _mailRows = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _loaded = Source();
    private readonly TaskCompletionSource _started = Source();
    private readonly TaskCompletionSource _ended = Source();
    private readonly TaskCompletionSource _gone = Source();
    private bool _running;
    private bool _held = true;

    public string Id { get; } = id;

    /// <summary>Null until <see cref="Loaded"/>, and after it if there is no such instance.</summary>
    public InstanceState? State { get; private set; }

    public ETag ETag { get; private set; }

    public List<HistoryTurn> History { get; } = [];

    public IReadOnlyList<TurnEvent> Carry { get; set; } = [];

    /// <summary>Deliveries of its outbox so far; never fails.</summary>
    public Task Deliveries { get; set; } = Task.CompletedTask;

    /// <summary>Rows and payloads that it has in storage.</summary>
    public StoredRows Stored { get; private set; } = new();

    /// <summary>Writes of messages to it and deletions of its litter, which its end waits for.</summary>
    public WorkTracker Underway { get; } = new();

    /// <summary>What an earlier object for the same instance has under way; it must be over before this one is read.</summary>
    public Task Predecessor { get; set; } = Task.CompletedTask;

    public Task Loaded => _loaded.Task;

    /// <summary>Its first turn is committed.</summary>
    public Task Started => _started.Task;

    /// <summary>It has come to its end, and that is committed.</summary>
    public Task Ended => _ended.Task;

    /// <summary>It is out of memory and index.</summary>
    public Task Gone => _gone.Task;

    public bool IsLive => State is { IsTerminal: false } && !_gone.Task.IsCompleted;

    public void Load(LoadedInstance loaded)
    {
        History.AddRange(loaded.History);
        Carry = loaded.Carry;
        Stored = loaded.Stored;
        // Before it is told of: what others send from then on comes after what has waited.
        foreach (var mail in loaded.Inbox)
        {
            Post(new Mail(mail.RowKey, mail.Event));
        }

        Load(loaded.State, loaded.ETag);
    }

    public void Load(InstanceState state, ETag etag)
    {
        State = state;
        ETag = etag;
        _loaded.TrySetResult();
    }

    /// <summary>From now on it may take turns.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _held = false;
        }
    }

    public void Commit(InstanceState state, ETag etag)
    {
        lock (_lock)
        {
            State = state;
            ETag = etag;
        }

        if (state.Status != OrchestrationRuntimeStatus.Pending)
        {
            _started.TrySetResult();
        }

        if (state.IsTerminal)
        {
            _ended.TrySetResult();
        }
    }

    public void Leave()
    {
        // First, so that who waits for a moment of its life sees that this was not it.
        _gone.TrySetResult();
        _loaded.TrySetResult();
        _started.TrySetResult();
        _ended.TrySetResult();
    }

    /// <summary>A row that is in the mail already, since it was read after a crash, is not added again.</summary>
    public void Post(Mail mail)
    {
        lock (_lock)
        {
            if (mail.RowKey is null || _mailRows.Add(mail.RowKey))
            {
                _mail.Add(mail);
            }
        }
    }

    /// <summary>True when results of that generation's tasks are still waited for.</summary>
    public bool IsAt(int execution, int generation) =>
        State is { IsTerminal: false } state && state.Execution == execution && state.Generation == generation;

    public bool TryBegin(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_running || _held || !HasWork(now))
            {
                return false;
            }

            return _running = true;
        }
    }

    public MailBatch? Take(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!HasWork(now))
            {
                _running = false;
                return null;
            }

            var state = State!;
            if (_mail.Find(mail => mail.Event.Kind == EventKind.Terminate) is { } terminate)
            {
                return Control(terminate);
            }

            if (state.Status == OrchestrationRuntimeStatus.Suspended)
            {
                return Control(_mail.Find(IsSwitch)!);
            }

            return _mail is [{ Event.Kind: EventKind.Suspend } suspend, ..] ? Control(suspend) : Ordinary();
        }
    }

    private static TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it changes the status of a suspended instance; a second suspension is consumed without effect.</summary>
    private static bool IsSwitch(Mail mail) => mail.Event.Kind is EventKind.Suspend or EventKind.Resume;

    private bool HasWork(DateTimeOffset now)
    {
        if (!IsLive)
        {
            return false;
        }

        if (_mail.Exists(mail => mail.Event.Kind == EventKind.Terminate))
        {
            return true;
        }

        if (State!.Status == OrchestrationRuntimeStatus.Suspended)
        {
            return _mail.Exists(IsSwitch);
        }

        return State.Turns == 0 && State.Generation == 0
            ? !(State.StartAt > now)
            : State.Turns == 0 || _mail.Count > 0;
    }

    private MailBatch Control(Mail mail)
    {
        _mail.Remove(mail);
        Forget([mail]);
        return new MailBatch(mail.Event, [mail]);
    }

    private MailBatch Ordinary()
    {
        var rows = 0;
        var count = 0;
        while (count < _mail.Count && _mail[count].Event.Kind != EventKind.Suspend)
        {
            rows += _mail[count].RowKey is null ? 0 : 1;
            if (rows > TurnCommit.MostDeletions)
            {
                break;
            }

            count++;
        }

        var batch = new MailBatch(null, _mail.GetRange(0, count));
        _mail.RemoveRange(0, count);
        Forget(batch.Mail);
        return batch;
    }

    private void Forget(IReadOnlyList<Mail> taken)
    {
        foreach (var mail in taken)
        {
            if (mail.RowKey is { } row)
            {
                _mailRows.Remove(row);
            }
        }
    }
}
