namespace CloudWorkspaces.Local.Arm.StandbyPools;

/// <summary>Wakes the keeper of the pools.</summary>
internal sealed class StandbySignal : IDisposable
{
    private readonly SemaphoreSlim _given = new(0, 1);
    private readonly Lock _lock = new();

    public void Give()
    {
        lock (_lock)
        {
            if (_given.CurrentCount == 0)
            {
                _given.Release();
            }
        }
    }

    /// <summary>Returns when the signal was given, or after <paramref name="longest"/>.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => _given.WaitAsync(longest, cancellationToken);

    public void Dispose() => _given.Dispose();
}
