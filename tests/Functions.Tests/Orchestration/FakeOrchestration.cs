using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

/// <summary>One replay of an orchestration: what it asks for is recorded, what happened is fed to it in order.</summary>
internal sealed class FakeOrchestration(string instanceId, string input, DateTime startedOn) : TaskOrchestrationContext
{
    private readonly Dictionary<int, Action<string?, TaskFailedException?>> _pending = [];
    private readonly Dictionary<string, Queue<string?>> _arrived = [];
    private readonly Dictionary<string, Queue<Action<string?>>> _waiting = [];
    private DateTime _now = startedOn;

    public List<Asked> Actions { get; } = [];

    /// <summary>The input it asked to continue with.</summary>
    public string? ContinuedWith { get; private set; }

    public override TaskName Name => "RunOrchestrator";
    public override string InstanceId => instanceId;
    public override ParentOrchestrationInstance? Parent => null;
    public override DateTime CurrentUtcDateTime => _now;
    public override bool IsReplaying => false;
    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    /// <summary>Timers that have neither fired nor been cancelled: a real orchestration could not end.</summary>
    public IEnumerable<Asked> OpenTimers =>
        Actions.Where(action => action.Activity is null && !action.Cancelled && _pending.ContainsKey(action.Id));

    /// <summary>Events that nobody waited for, as pairs of name and payload.</summary>
    public IEnumerable<(string Name, string? Payload)> Unprocessed =>
        _arrived.SelectMany(queue => queue.Value.Select(payload => (queue.Key, payload)));

    public override T? GetInput<T>()
        where T : default => JsonSerializer.Deserialize<T>(input);

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null)
    {
        Actions.Add(new(Actions.Count) { Activity = name.Name, Input = input });
        return Pend<TResult>();
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var timer = new Asked(Actions.Count) { FireAt = fireAt };
        Actions.Add(timer);
        var task = Pend<object>();
        cancellationToken.Register(() => timer.Cancelled = true);
        return task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        var source = new TaskCompletionSource<T>();
        if (_arrived.TryGetValue(eventName, out var arrived) && arrived.TryDequeue(out var payload))
        {
            source.SetResult(Read<T>(payload));
        }
        else
        {
            _waiting.TryAdd(eventName, new());
            _waiting[eventName].Enqueue(later => source.SetResult(Read<T>(later)));
        }

        return source.Task;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinuedWith = preserveUnprocessedEvents
            ? JsonSerializer.Serialize(newInput)
            : throw new NotSupportedException("Events would be lost.");

    /// <summary>Feeds what happened next.</summary>
    public void Happen(Happened happened)
    {
        _now = happened.On;
        if (happened.Event is { } name)
        {
            if (_waiting.TryGetValue(name, out var waiting) && waiting.TryDequeue(out var complete))
            {
                complete(happened.Payload);
            }
            else
            {
                _arrived.TryAdd(name, new());
                _arrived[name].Enqueue(happened.Payload);
            }
        }
        else if (_pending.Remove(happened.Id, out var complete))
        {
            complete(happened.Payload, happened.Failure);
        }
    }

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        throw new NotSupportedException();

    public override void SetCustomStatus(object? customStatus) => throw new NotSupportedException();

    public override Guid NewGuid() => throw new NotSupportedException();

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        throw new NotSupportedException();

    private Task<T> Pend<T>()
    {
        var source = new TaskCompletionSource<T>();
        _pending[Actions.Count - 1] = (payload, failure) =>
        {
            if (failure is null)
            {
                source.SetResult(Read<T>(payload));
            }
            else
            {
                source.SetException(failure);
            }
        };
        return source.Task;
    }

    private static T Read<T>(string? payload) => payload is null ? default! : JsonSerializer.Deserialize<T>(payload)!;

    /// <summary>An activity or a timer that the orchestration asked for.</summary>
    internal sealed record Asked(int Id)
    {
        public string? Activity { get; init; }
        public object? Input { get; init; }
        public DateTime FireAt { get; init; }
        public bool Cancelled { get; set; }
    }

    /// <summary>An entry of the history.</summary>
    internal sealed record Happened(DateTime On)
    {
        public int Id { get; init; } = -1;
        public string? Event { get; init; }
        public string? Payload { get; init; }
        public TaskFailedException? Failure { get; init; }
    }
}
