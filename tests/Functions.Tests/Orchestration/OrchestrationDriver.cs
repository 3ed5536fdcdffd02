using System.Text.Json;
using Microsoft.DurableTask;
using Asked = CloudWorkspaces.Functions.Tests.Orchestration.FakeOrchestration.Asked;
using Happened = CloudWorkspaces.Functions.Tests.Orchestration.FakeOrchestration.Happened;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

/// <summary>
/// Runs an orchestrator through every event by replay from its history, on a clock that jumps from one event
/// to the next. A replay that asks for something else than the one before fails the test.
/// </summary>
internal sealed class OrchestrationDriver(
    string instanceId, object first, Func<TaskOrchestrationContext, Task> orchestrator)
{
    public static readonly DateTime StartedOn = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    private readonly Dictionary<string, Func<object?, object?>> _activities = [];
    private readonly PriorityQueue<Happened, DateTime> _events = new();
    private List<Happened> _history = [];

    public DateTime Now { get; private set; } = StartedOn;

    /// <summary>Names of the activities in the order of their calls.</summary>
    public List<string> Calls { get; } = [];

    public int ContinuedAsNew { get; private set; }

    public int LongestHistory { get; private set; }

    public void On(string activity, Func<object?, object?> handler) => _activities[activity] = handler;

    public void On<T>(string activity, Func<T, object?> handler) => On(activity, input => handler((T)input!));

    /// <summary>An external event, after so many seconds from now.</summary>
    public void Raise(string name, object? payload = null, double seconds = 0)
    {
        var on = Now.AddSeconds(seconds);
        _events.Enqueue(new(on) { Event = name, Payload = JsonSerializer.Serialize(payload) }, on);
    }

    public void Run()
    {
        var input = JsonSerializer.Serialize(first);
        var startedOn = Now;
        List<Asked> before = [];
        for (var turn = 0; turn < 5_000; turn++)
        {
            var (context, task) = Replay(input, startedOn);
            AssertSame(before, context.Actions);
            before = context.Actions;
            LongestHistory = Math.Max(LongestHistory, _history.Count);
            if (context.ContinuedWith is { } next)
            {
                (input, startedOn, before) = (next, Now, []);
                _history = [.. context.Unprocessed.Select(
                    item => new Happened(Now) { Event = item.Name, Payload = item.Payload })];
                ContinuedAsNew++;
            }
            else if (task.IsCompleted)
            {
                task.GetAwaiter().GetResult();
                Assert.Empty(context.OpenTimers);
                return;
            }
            else
            {
                _history.Add(Next(context));
            }
        }

        Assert.Fail("The orchestration does not end.");
    }

    private (FakeOrchestration Context, Task Task) Replay(string input, DateTime startedOn)
    {
        var context = new FakeOrchestration(instanceId, input, startedOn);
        var previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var task = orchestrator(context);
            _history.ForEach(context.Happen);
            return (context, task);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }

    private Happened Next(FakeOrchestration context)
    {
        var done = _history.Select(item => item.Id).ToHashSet();
        var activity = context.Actions.Find(action => action.Activity is not null && !done.Contains(action.Id));
        if (activity is not null)
        {
            return Execute(activity);
        }

        var timer = context.OpenTimers.MinBy(action => action.FireAt);
        if (_events.TryPeek(out var item, out var on) && (timer is null || on <= timer.FireAt))
        {
            _events.Dequeue();
            Now = on > Now ? on : Now;
            return item with { On = Now };
        }

        Assert.NotNull(timer);
        Now = timer.FireAt > Now ? timer.FireAt : Now;
        return new(Now) { Id = timer.Id };
    }

    private Happened Execute(Asked activity)
    {
        var name = activity.Activity!;
        Calls.Add(name);
        Assert.True(_activities.TryGetValue(name, out var handler), $"{name} was not expected.");
        try
        {
            return new(Now) { Id = activity.Id, Payload = JsonSerializer.Serialize(handler(activity.Input)) };
        }
        catch (InvalidDataException exception)
        {
            // Stands for an activity that has failed through all its retries.
            var details = TaskFailureDetails.FromException(exception);
            return new(Now) { Id = activity.Id, Failure = new TaskFailedException(name, activity.Id, details) };
        }
    }

    private static void AssertSame(List<Asked> before, List<Asked> now) => Assert.Equal(
        before.Select(action => (action.Activity, action.FireAt)),
        now.Take(before.Count).Select(action => (action.Activity, action.FireAt)));
}
