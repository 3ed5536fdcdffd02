using CloudWorkspaces.Local.Functions.Blobs;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>How much is listed, and what it costs.</summary>
public sealed class BlobScanTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Scan_TwoThousandBlobs_EachIsHandledOnceAndNoMoreThanAllowedAtOnce()
    {
        var running = 0;
        var most = 0;
        await using var rig = await BlobRig.StartAsync(
            async _ =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref running);
            },
            new BlobOptions { MaxDegreeOfParallelism = 4 });

        await Parallel.ForAsync(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
            await rig.PutAsync($"{number % 10}/{number}"));
        await rig.UntilAsync(() => rig.Attempts.Count == 2_000, "all are handled", seconds: 300);
        await rig.UntilCompletedAsync(2_000);

        Assert.Equal(2_000, rig.Attempts.Count);
        Assert.Equal(2_000, rig.Attempts.Distinct().Count());
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public async Task Handle_OneBlob_CostsThreeCalls()
    {
        await using var rig = await BlobRig.NewAsync();
        await rig.PutAsync("first");
        rig.Start();
        await rig.UntilCompletedAsync(1);
        var before = rig.Transport.Count;

        for (var number = 0; number < 50; number++)
        {
            await rig.PutAsync($"b{number}");
        }

        await rig.UntilCompletedAsync(51);
        var calls = rig.Transport.Count - before;
        output.WriteLine($"{calls} calls for 50 blobs");

        // Receipt, properties, receipt completed; beside them a listing and a mark each second.
        Assert.InRange(calls, 150, 150 + 40);
    }

    [Fact]
    public async Task Scan_WhileThereIsActivity_FindsWithinAboutASecond()
    {
        await using var rig = await BlobRig.StartAsync();
        await rig.UntilAsync(() => rig.Transport.Count >= 2, "the first scan is through");
        await rig.PutAsync("a");
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await rig.UntilAsync(() => rig.Attempts.Count == 1, "it is found");

        output.WriteLine($"found after {watch.ElapsedMilliseconds} ms");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task Scan_NothingHasHappenedForLong_CallsSixTimesAMinute()
    {
        var time = new FakeTimeProvider();
        await using var rig = await BlobRig.NewAsync(time: time);
        await IdleAsync(rig, time);
        var before = rig.Transport.Count;
        var started = time.GetUtcNow();

        await rig.UntilAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return rig.Transport.Count >= before + 6;
            },
            "six scans");

        Assert.True(time.GetUtcNow() - started >= TimeSpan.FromSeconds(59), $"{time.GetUtcNow() - started}");
    }

    [Fact]
    public async Task Scan_WritingRequestAfterLongQuiet_ScansWithinASecond()
    {
        var time = new FakeTimeProvider();
        await using var rig = await BlobRig.NewAsync(time: time);
        await IdleAsync(rig, time);
        var before = rig.Transport.Count;
        time.Advance(ScanPace.Shortest);
        var started = time.GetUtcNow();

        await rig.UntilAsync(
            () =>
            {
                rig.Activity.Note();
                time.Advance(TimeSpan.FromMilliseconds(10));
                return rig.Transport.Count > before;
            },
            "a scan");

        Assert.True(time.GetUtcNow() - started < ScanPace.Longest / 2, $"{time.GetUtcNow() - started}");
    }

    private static async Task IdleAsync(BlobRig rig, FakeTimeProvider time)
    {
        rig.Start();
        await rig.UntilAsync(() => rig.Transport is { Count: >= 2, IsQuiet: true }, "the first scan is through");
        time.Advance(TimeSpan.FromHours(1));
        await rig.UntilAsync(
            () =>
            {
                // A listing that takes long by this clock is repeated less often.
                if (rig.Transport.IsQuiet)
                {
                    time.Advance(ScanPace.Shortest);
                }

                return rig.Transport is { Count: >= 3, IsQuiet: true };
            },
            "a scan after an hour");
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; seen < value;)
        {
            seen = Interlocked.CompareExchange(ref target, value, seen) is var was && was == seen ? value : was;
        }
    }
}
