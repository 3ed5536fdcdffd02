using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>The context of one replay; <see cref="OrchestratorRun"/> feeds it the history.</summary>
internal sealed class LocalOrchestrationContext(
    InstanceState state, DataConverter converter, ILoggerFactory loggerFactory) : TaskOrchestrationContext
{
    private readonly Dictionary<int, PendingTask> _pending = [];
    private readonly List<EventWaiter> _waiters = [];
    private readonly List<TurnEvent> _unprocessed = [];
    private readonly List<TurnAction> _actions = [];
    private readonly HashSet<int> _cancelledTimers = [];
    private Queue<TurnAction>? _expected;
    private DateTime _now;
    private int _nextId;
    private int _guids;

    public override TaskName Name => state.Name;

    public override string InstanceId => state.Id;

    public override string Version => state.Version;

    public override ParentOrchestrationInstance? Parent { get; } =
        state.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _expected is not null;

    /// <summary>What the orchestrator asked for in the turn that is not replayed.</summary>
    public IReadOnlyList<TurnAction> Actions => _actions;

    public IReadOnlyCollection<int> CancelledTimers => _cancelledTimers;

    public IReadOnlyList<TurnEvent> Unprocessed => _unprocessed;

    public ContinueAsNewOptions? ContinuedAsNew { get; private set; }

    public string? CustomStatus { get; private set; } = state.CustomStatus;

    /// <summary>The first deviation from history; it fails the orchestration even if the orchestrator catches it.</summary>
    public NonDeterministicOrchestrationException? Deviation { get; private set; }

    public bool AwaitsNothing => _pending.Count == 0 && _waiters.Count == 0;

    protected override ILoggerFactory LoggerFactory => loggerFactory;

    /// <param name="replayed">What was asked for then; null for a new turn.</param>
    public void BeginTurn(DateTime at, IReadOnlyList<TurnAction>? replayed)
    {
        _now = at;
        _expected = replayed is null ? null : new Queue<TurnAction>(replayed);
    }

    public void EndTurn()
    {
        if (_expected is { Count: > 0 })
        {
            Deviate($"its history has {Describe(_expected.Peek())}, which the replay did not ask for");
        }
    }

    public void Apply(TurnEvent turnEvent)
    {
        if (turnEvent.Kind == EventKind.EventRaised)
        {
            Raise(turnEvent);
        }
        else if (_pending.Remove(turnEvent.TaskId, out var task))
        {
            if (turnEvent.Failure is { } failure)
            {
                task.Fail(new TaskFailedException(task.Name, turnEvent.TaskId, failure.ToDetails()));
            }
            else
            {
                task.Complete(turnEvent.Data);
            }
        }
    }

    public override T? GetInput<T>()
        where T : default => state.Input is null ? default : converter.Deserialize<T>(state.Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var data = converter.Serialize(input);
        return Retries.RunAsync(this, options?.Retry, () => Begin<TResult>(
            id => new TurnAction { Kind = ActionKind.Activity, Id = id, Name = name, Data = data }));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        var data = converter.Serialize(input);
        var sub = options as SubOrchestrationOptions;
        return Retries.RunAsync(this, options?.Retry, () =>
        {
            var instanceId = sub?.InstanceId ?? NewGuid().ToString("N");
            return Begin<TResult>(id => new TurnAction
            {
                Kind = ActionKind.SubOrchestration,
                Id = id,
                Name = orchestratorName,
                Data = data,
                InstanceId = instanceId,
                Version = sub?.Version?.Version,
            });
        });
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var utc = fireAt.Kind == DateTimeKind.Local
            ? fireAt.ToUniversalTime()
            : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        var id = Record(id => new TurnAction { Kind = ActionKind.Timer, Id = id, FireAt = utc });
        var source = new TaskCompletionSource();
        _pending.Add(id, new PendingTask(ActionKind.Timer, "", _ => source.TrySetResult(), e => source.TrySetException(e)));
        cancellationToken.Register(() =>
        {
            if (_pending.Remove(id))
            {
                _cancelledTimers.Add(id);
                source.TrySetCanceled(cancellationToken);
            }
        });
        return source.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        var source = new TaskCompletionSource<T>();
        var kept = _unprocessed.FindIndex(kept => IsNamed(kept, eventName));
        if (kept >= 0)
        {
            var turnEvent = _unprocessed[kept];
            _unprocessed.RemoveAt(kept);
            Complete(source, turnEvent.Data);
            return source.Task;
        }

        var waiter = new EventWaiter(eventName, data => Complete(source, data));
        _waiters.Add(waiter);
        cancellationToken.Register(() =>
        {
            if (_waiters.Remove(waiter))
            {
                source.TrySetCanceled(cancellationToken);
            }
        });
        return source.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        var data = converter.Serialize(payload);
        Record(id => new TurnAction
        {
            Kind = ActionKind.SendEvent,
            Id = id,
            Name = eventName,
            Data = data,
            InstanceId = instanceId,
        });
    }

    public override void SetCustomStatus(object? customStatus) => CustomStatus = converter.Serialize(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions
        {
            NewInput = newInput,
            PreserveUnprocessedEvents = preserveUnprocessedEvents,
        });

    public override void ContinueAsNew(ContinueAsNewOptions options) => ContinuedAsNew = options;

    public override Guid NewGuid() => DeterministicGuid.From(string.Create(
        CultureInfo.InvariantCulture, $"{InstanceId}_{_now:O}_{_guids++}"));

    private static bool IsNamed(TurnEvent turnEvent, string name) =>
        string.Equals(turnEvent.Name, name, StringComparison.OrdinalIgnoreCase);

    private static string Describe(TurnAction action) => $"{action.Kind} #{action.Id} {action.Name}".TrimEnd();

    private void Raise(TurnEvent turnEvent)
    {
        var waiting = _waiters.FindIndex(waiter => IsNamed(turnEvent, waiter.Name));
        if (waiting < 0)
        {
            _unprocessed.Add(turnEvent);
            return;
        }

        var waiter = _waiters[waiting];
        _waiters.RemoveAt(waiting);
        waiter.Complete(turnEvent.Data);
    }

    private Task<T> Begin<T>(Func<int, TurnAction> make)
    {
        TurnAction? action = null;
        var id = Record(id => action = make(id));
        var source = new TaskCompletionSource<T>();
        _pending.Add(id, new PendingTask(
            action!.Kind, action.Name, data => Complete(source, data), exception => source.TrySetException(exception)));
        return source.Task;
    }

    private void Complete<T>(TaskCompletionSource<T> source, string? data)
    {
        try
        {
            source.TrySetResult(data is null ? default! : converter.Deserialize<T>(data)!);
        }
        catch (System.Text.Json.JsonException exception)
        {
            source.TrySetException(exception);
        }
    }

    private int Record(Func<int, TurnAction> make)
    {
        var action = make(_nextId++);
        if (_expected is null)
        {
            _actions.Add(action);
        }
        else if (!_expected.TryDequeue(out var recorded))
        {
            Deviate($"the replay asked for {Describe(action)}, which its history does not have");
        }
        else if (recorded.Kind != action.Kind
            || !string.Equals(recorded.Name, action.Name, StringComparison.OrdinalIgnoreCase))
        {
            Deviate($"the replay asked for {Describe(action)} where its history has {Describe(recorded)}");
        }

        return action.Id;
    }

    private void Deviate(string what) => Deviation ??= new NonDeterministicOrchestrationException(
        $"Orchestrator {Name} is not deterministic, or was changed while instance {InstanceId} ran: {what}.");
}
