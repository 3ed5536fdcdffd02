namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>
/// Keeps the repetitions of all operations together from asking more than some times a second while the storage is
/// away, however many wait for it. The first success lets all of them go.
/// </summary>
internal sealed class RetryPace(TimeProvider time)
{
    /// <summary>20 a second.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private DateTimeOffset _next;
    private TaskCompletionSource _back = Source();
    private bool _told;

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        Task back;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var turn = _next > now ? _next : now;
            _next = turn + Gap;
            (wait, back) = (turn - now, _back.Task);
        }

        try
        {
            await back.WaitAsync(wait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Its turn.
        }
    }

    /// <summary>True once in each time that the storage is away.</summary>
    public bool Tell()
    {
        lock (_lock)
        {
            return !_told && (_told = true);
        }
    }

    public void Succeeded()
    {
        TaskCompletionSource back;
        lock (_lock)
        {
            _told = false;
            if (_next <= time.GetUtcNow())
            {
                return;
            }

            _next = default;
            (back, _back) = (_back, Source());
        }

        back.SetResult();
    }

    private static TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
