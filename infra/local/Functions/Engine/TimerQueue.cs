namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>Calls back at given times, in order, with one timer of the clock.</summary>
internal sealed class TimerQueue : IDisposable
{
    /// <summary>The clock's timers cannot be set further ahead than some weeks.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly PriorityQueue<Action, DateTimeOffset> _queue = new();
    private readonly Lock _lock = new();
    private readonly ITimer _timer;

    public TimerQueue(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(DateTimeOffset due, Action action)
    {
        lock (_lock)
        {
            _queue.Enqueue(action, due);
            SetTimer();
        }
    }

    public void Dispose() => _timer.Dispose();

    private void FireDue()
    {
        var actions = new List<Action>();
        lock (_lock)
        {
            while (_queue.TryPeek(out _, out var due) && due <= _time.GetUtcNow())
            {
                actions.Add(_queue.Dequeue());
            }

            SetTimer();
        }

        actions.ForEach(action => action());
    }

    private void SetTimer()
    {
        if (_queue.TryPeek(out _, out var due))
        {
            // A millisecond more, since timers count whole ones and must not fire early.
            var wait = due - _time.GetUtcNow() + TimeSpan.FromMilliseconds(1);
            wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
            _timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
        }
    }
}
