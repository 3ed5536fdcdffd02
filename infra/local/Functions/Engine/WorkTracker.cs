namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>Counts work in progress, so that a stop can wait for it.</summary>
internal sealed class WorkTracker
{
    private readonly Lock _lock = new();
    private int _count;
    private TaskCompletionSource? _idle;

    /// <summary>Starts <paramref name="work"/> on the thread pool.</summary>
    public void Run(Func<Task> work)
    {
        var entry = Enter();
        _ = Task.Run(async () =>
        {
            using (entry)
            {
                await work();
            }
        });
    }

    /// <summary>Counts until the result is disposed.</summary>
    public IDisposable Enter()
    {
        lock (_lock)
        {
            _count++;
        }

        return new Entry(this);
    }

    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            if (_count == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    private void End()
    {
        lock (_lock)
        {
            if (--_count == 0)
            {
                _idle?.TrySetResult();
                _idle = null;
            }
        }
    }

    private sealed class Entry(WorkTracker tracker) : IDisposable
    {
        public void Dispose() => tracker.End();
    }
}
