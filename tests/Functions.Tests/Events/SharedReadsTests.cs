using CloudWorkspaces.Events;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Functions.Tests.Events;

public sealed class SharedReadsTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider _time = new();
    private readonly SharedReads<string, int> _reads;
    private int _count;

    public SharedReadsTests() => _reads = new((_, _) => Task.FromResult(Interlocked.Increment(ref _count)), Interval, _time);

    [Fact]
    public async Task ReadAsync_ManyWatchesInAnInterval_ShareOneRead()
    {
        var watches = Enumerable.Range(0, 50).Select(_ => _reads.Open("run")).ToList();

        var values = await Task.WhenAll(watches.Select(watch => watch.ReadAsync(None)));
        _time.Advance(Interval);
        var later = await watches[7].ReadAsync(None);

        Assert.All(values, value => Assert.Equal(1, value));
        Assert.Equal(2, later);
    }

    [Fact]
    public async Task ReadAsync_SaidToHaveChanged_ReadsAnewAndWakesWhoeverWaits()
    {
        using var watch = _reads.Open("run");
        using var other = _reads.Open("other");
        await watch.ReadAsync(None);
        var pause = watch.PauseAsync(None);
        var otherPause = other.PauseAsync(None);

        _reads.Changed("run");
        await pause.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(2, await watch.ReadAsync(None));
        Assert.Equal(2, await watch.ReadAsync(None));
        Assert.False(otherPause.IsCompleted);
    }

    [Fact]
    public async Task PauseAsync_ChangedSinceTheRead_DoesNotWait()
    {
        using var watch = _reads.Open("run");
        await watch.ReadAsync(None);
        _reads.Changed("run");

        Assert.True(watch.PauseAsync(None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task PauseAsync_NothingChanges_EndsAfterTheIntervalOrWithItsClient()
    {
        using var watch = _reads.Open("run");
        using var client = new CancellationTokenSource();
        await watch.ReadAsync(None);
        var pause = watch.PauseAsync(None);
        var cancelled = watch.PauseAsync(client.Token);

        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(pause.IsCompleted);
        _time.Advance(Interval);
        await pause.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task ReadAsync_Failed_IsTriedAgainAtOnce()
    {
        var fails = true;
        var reads = new SharedReads<string, int>(
            (_, _) => fails ? Task.FromException<int>(new InvalidDataException()) : Task.FromResult(7), Interval, _time);
        using var watch = reads.Open("run");

        await Assert.ThrowsAsync<InvalidDataException>(() => watch.ReadAsync(None));
        fails = false;

        Assert.Equal(7, await watch.ReadAsync(None));
    }

    [Fact]
    public void Dispose_LastWatch_ForgetsTheThing()
    {
        var first = _reads.Open("run");
        var second = _reads.Open("run");

        first.Dispose();
        first.Dispose();
        Assert.Equal(1, _reads.Count);
        second.Dispose();
        Assert.Equal(0, _reads.Count);
    }
}
