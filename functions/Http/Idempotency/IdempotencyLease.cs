using Azure;

namespace CloudWorkspaces.Http.Idempotency;

/// <summary>The right to carry a request out, held until it is disposed of or the process ends.</summary>
internal sealed class IdempotencyLease : IAsyncDisposable
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly IdempotencyStore _store;
    private readonly TimeProvider _time;
    private readonly string _key;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _renewal;
    private IdempotencyEntry _entry;
    private ETag _tag;

    public IdempotencyLease(IdempotencyStore store, TimeProvider time, string key, IdempotencyEntry entry, ETag tag)
    {
        (_store, _time, _key, _entry, _tag) = (store, time, key, entry, tag);
        _renewal = RenewAsync();
    }

    /// <summary>The request was carried out.</summary>
    public async Task CompleteAsync(KeptAnswer? answer)
    {
        await EndAsync();
        await _store.TryReplaceAsync(_key, _entry with { LeasedUntil = null, Answer = answer }, _tag, CancellationToken.None);
    }

    /// <summary>The request has changed nothing: its key is free again.</summary>
    public async Task ForgetAsync()
    {
        await EndAsync();
        await _store.RemoveAsync(_key, _tag, CancellationToken.None);
    }

    /// <summary>What the request has changed is not known: whoever sends it again carries it out again.</summary>
    public async Task ReleaseAsync()
    {
        await EndAsync();
        await _store.TryReplaceAsync(_key, _entry with { LeasedUntil = _time.GetUtcNow() }, _tag, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _end.Dispose();
    }

    private async Task EndAsync()
    {
        await _end.CancelAsync();
        await _renewal;
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                var renewed = _entry with { LeasedUntil = _time.GetUtcNow() + Length };
                if (await _store.TryReplaceAsync(_key, renewed, _tag, _end.Token) is not { } tag)
                {
                    return;
                }

                (_entry, _tag) = (renewed, tag);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or RequestFailedException)
        {
            // Over, or storage is away: then the lease runs out.
        }
    }
}
