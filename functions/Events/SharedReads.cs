namespace CloudWorkspaces.Events;

/// <summary>
/// Reads a thing for all who watch it, however many they are: once in an interval, or when it is said to have changed.
/// </summary>
internal sealed class SharedReads<TKey, TValue>(
    Func<TKey, CancellationToken, Task<TValue>> read, TimeSpan interval, TimeProvider time)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Entry> _entries = [];

    /// <summary>How many things are watched.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    public Watch Open(TKey key)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                _entries[key] = entry = new();
            }

            entry.Watches++;
            return new(this, key, entry);
        }
    }

    public void Changed(TKey key)
    {
        TaskCompletionSource? told = null;
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var entry))
            {
                (told, entry.Changed, entry.IsStale) = (entry.Changed, NewSource(), true);
            }
        }

        told?.SetResult();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<TValue> Read(TKey key, Entry entry)
    {
        lock (_gate)
        {
            var isOld = entry.IsStale || time.GetElapsedTime(entry.ReadAt) >= interval;
            if (entry.Reading is not { } reading || (reading.IsCompleted && (isOld || !reading.IsCompletedSuccessfully)))
            {
                (entry.IsStale, entry.ReadAt) = (false, time.GetTimestamp());
                // Nobody's own token: others may still wait for it when whoever asked first has gone.
                entry.Reading = Task.Run(() => read(key, CancellationToken.None));
            }

            return entry.Reading;
        }
    }

    private async Task PauseAsync(Entry entry, CancellationToken cancellationToken)
    {
        Task changed;
        lock (_gate)
        {
            if (entry.IsStale)
            {
                return;
            }

            changed = entry.Changed.Task;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(interval, time, over.Token), changed);
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Close(TKey key, Entry entry)
    {
        lock (_gate)
        {
            if (--entry.Watches == 0)
            {
                _entries.Remove(key);
            }
        }
    }

    internal sealed class Watch(SharedReads<TKey, TValue> reads, TKey key, Entry entry) : IDisposable
    {
        private bool _closed;

        /// <summary>As it is, or was within the interval.</summary>
        public Task<TValue> ReadAsync(CancellationToken cancellationToken) =>
            reads.Read(key, entry).WaitAsync(cancellationToken);

        /// <summary>Until it is said to have changed, or the interval is over.</summary>
        public Task PauseAsync(CancellationToken cancellationToken) => reads.PauseAsync(entry, cancellationToken);

        public void Dispose()
        {
            if (!_closed)
            {
                _closed = true;
                reads.Close(key, entry);
            }
        }
    }

    internal sealed class Entry
    {
        public int Watches { get; set; }
        public Task<TValue>? Reading { get; set; }
        public long ReadAt { get; set; }
        public bool IsStale { get; set; }
        public TaskCompletionSource Changed { get; set; } = NewSource();
    }
}
