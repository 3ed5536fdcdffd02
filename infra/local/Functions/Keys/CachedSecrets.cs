namespace CloudWorkspaces.Local.Functions.Keys;

/// <summary>Keys as they were read last. Nothing is read while nobody asks, and one reading serves all who wait for it.</summary>
internal sealed class CachedSecrets<T>(Func<CancellationToken, Task<T>> read, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Task<T>? _reading;
    private long _begun;

    /// <param name="maxAge">What was read before that is read again.</param>
    public Task<T> GetAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_reading is null || (_reading.IsCompleted && (!_reading.IsCompletedSuccessfully || time.GetElapsedTime(_begun) > maxAge)))
            {
                _begun = time.GetTimestamp();
                _reading = read(CancellationToken.None);
            }

            return _reading.WaitAsync(cancellationToken);
        }
    }
}
