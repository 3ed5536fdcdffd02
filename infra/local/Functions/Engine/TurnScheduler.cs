namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>Runs an orchestrator's continuations on the one thread that pumps them, in the order of their arrival.</summary>
internal sealed class TurnScheduler : TaskScheduler
{
    private readonly Lock _lock = new();
    private readonly Queue<Task> _queue = new();
    private int _thread = -1;

    /// <summary>Runs <paramref name="work"/> and all that follows from it, until nothing is left to run.</summary>
    public void Run(Action work)
    {
        var synchronization = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            new Task(work).RunSynchronously(this);
            while (TryTake() is { } task)
            {
                TryExecuteTask(task);
            }
        }
        finally
        {
            _thread = -1;
            SynchronizationContext.SetSynchronizationContext(synchronization);
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (_lock)
        {
            _queue.Enqueue(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && _thread == Environment.CurrentManagedThreadId && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_lock)
        {
            return [.. _queue];
        }
    }

    private Task? TryTake()
    {
        lock (_lock)
        {
            return _queue.TryDequeue(out var task) ? task : null;
        }
    }
}
