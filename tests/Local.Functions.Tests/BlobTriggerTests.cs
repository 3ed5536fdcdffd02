using CloudWorkspaces.Local.Functions.Blobs;
using Xunit.Abstractions;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>What is handled, how often, and what outlives the host.</summary>
public sealed class BlobTriggerTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Start_BlobsThatWereThere_AreHandled()
    {
        await using var rig = await BlobRig.NewAsync();
        await rig.PutAsync("before/one");
        rig.Start();
        await rig.PutAsync("after");

        await rig.UntilCompletedAsync(2);

        Assert.Equal(["after", "before/one"], rig.Attempts.Order());
    }

    [Fact]
    public async Task Restart_AfterAllWereHandled_NoneIsHandledAgain()
    {
        await using var rig = await BlobRig.StartAsync();
        await rig.PutAsync("a");
        await rig.PutAsync("b");
        await rig.UntilCompletedAsync(2);
        await rig.StopAsync();

        rig.Start();
        await rig.PutAsync("c");
        await rig.UntilCompletedAsync(3);

        Assert.Equal(["a", "b", "c"], rig.Attempts.Order());
    }

    [Fact]
    public async Task Crash_InTheMiddle_TheBlobIsHandledAgain()
    {
        await using var rig = await BlobRig.StartAsync(_ => Task.Delay(Timeout.Infinite));
        await rig.PutAsync("a");
        await rig.UntilAsync(() => rig.Attempts.Count == 1, "the first attempt runs");
        rig.Drop();

        rig.Start();
        await rig.UntilAsync(() => rig.Attempts.Count == 2, "the second attempt runs");

        var receipt = Assert.Single(await rig.ReceiptsAsync());
        Assert.Equal(new BlobReceipt(IsCompleted: false, 2), receipt);
    }

    [Fact]
    public async Task Failure_TwiceThenSuccess_IsTriedThreeTimes()
    {
        var failures = 2;
        await using var rig = await BlobRig.StartAsync(_ =>
            failures-- > 0 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask);
        await rig.PutAsync("a");

        await rig.UntilCompletedAsync(1);

        Assert.Equal(3, rig.Attempts.Count);
        Assert.Empty(await rig.PoisonAsync());
    }

    [Fact]
    public async Task Failure_Always_FiveAttemptsThenPoison()
    {
        await using var rig = await BlobRig.StartAsync(_ => throw new InvalidOperationException("Never."));
        await rig.PutAsync("in/a.txt");

        await rig.UntilCompletedAsync(1);

        Assert.Equal(5, rig.Attempts.Count);
        var message = Assert.Single(await rig.PoisonAsync());
        var properties = await rig.Container.GetBlobClient("in/a.txt").GetPropertiesAsync();
        Assert.Equal(
            ["BlobTrigger", "Host.Functions.OnBlob", "BlockBlob", rig.Container.Name, "in/a.txt", properties.Value.ETag.ToString("H")],
            message.EnumerateObject().Select(property => property.Value.GetString()));
        Assert.Equal(
            ["Type", "FunctionId", "BlobType", "ContainerName", "BlobName", "ETag"],
            message.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Failure_OverRestarts_AttemptsAreCountedOn()
    {
        await using var rig = await BlobRig.StartAsync(
            _ => throw new InvalidOperationException("Never."), new BlobOptions { PoisonBlobThreshold = 3 });
        await rig.PutAsync("a");
        await rig.UntilAsync(() => rig.Attempts.Count == 2, "two attempts failed");
        await rig.StopAsync();

        rig.Start();
        await rig.UntilCompletedAsync(1);

        Assert.Equal(3, rig.Attempts.Count);
        Assert.Single(await rig.PoisonAsync());
    }

    [Fact]
    public async Task Overwrite_WhileItIsHandled_TheNewVersionIsHandledAfterIt()
    {
        var mayEnd = new TaskCompletionSource();
        var running = 0;
        var most = 0;
        await using var rig = await BlobRig.StartAsync(async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await mayEnd.Task;
            Interlocked.Decrement(ref running);
        });
        await rig.PutAsync("a", "first");
        await rig.UntilAsync(() => rig.Attempts.Count == 1, "the first version is being handled");
        await rig.PutAsync("a", "second");
        var before = rig.Transport.Count;
        await rig.UntilAsync(() => rig.Transport.Count > before + 2, "the new version was listed");

        mayEnd.SetResult();
        await rig.UntilCompletedAsync(2);

        Assert.Equal(["a", "a"], rig.Attempts);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Overwrite_AfterItWasHandled_TheNewVersionIsHandled()
    {
        await using var rig = await BlobRig.StartAsync();
        await rig.PutAsync("a", "first");
        await rig.UntilCompletedAsync(1);

        await rig.PutAsync("a", "second");
        await rig.UntilCompletedAsync(2);

        Assert.Equal(["a", "a"], rig.Attempts);
    }

    [Fact]
    public async Task Delete_BeforeItsAttempt_IsSkipped()
    {
        var mayEnd = new TaskCompletionSource();
        await using var rig = await BlobRig.NewAsync(_ => mayEnd.Task, new BlobOptions { MaxDegreeOfParallelism = 1 });
        await rig.PutAsync("a");
        await rig.PutAsync("b");
        await rig.PutAsync("c");
        rig.Start();
        await rig.UntilAsync(() => rig.Attempts.Count == 1, "the first blob is being handled");
        await rig.Container.DeleteBlobAsync("b");

        mayEnd.SetResult();
        await rig.UntilCompletedAsync(3);

        Assert.Equal(["a", "c"], rig.Attempts);
    }

    [Fact]
    public async Task Container_MadeLater_IsScannedThen()
    {
        await using var rig = await BlobRig.NewAsync();
        await rig.Container.DeleteAsync();
        rig.Start();
        await rig.UntilAsync(() => rig.Transport.Count >= 3, "the container was missed twice");

        await rig.Container.CreateAsync();
        await rig.PutAsync("a");
        await rig.UntilCompletedAsync(1);

        Assert.Equal(["a"], rig.Attempts);
    }

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
        await rig.UntilAsync(() => rig.Attempts.Count == 2_000, "all are handled");
        await rig.UntilCompletedAsync(2_000);

        Assert.Equal(2_000, rig.Attempts.Count);
        Assert.Equal(2_000, rig.Attempts.Distinct().Count());
        Assert.InRange(most, 1, 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Scan_OneOperationInFiveFails_NothingIsLost(int seed)
    {
        var random = new Random(seed);
        await using var rig = await BlobRig.NewAsync();
        rig.Transport.Fault = () =>
        {
            lock (random)
            {
                return random.Next(5) == 0 ? (StorageFault)random.Next(1, 4) : StorageFault.None;
            }
        };
        rig.Start();
        for (var number = 0; number < 20; number++)
        {
            await rig.PutAsync($"b{number}");
        }

        await rig.UntilCompletedAsync(20);

        Assert.Equal(20, rig.Attempts.Count);
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

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; seen < value;)
        {
            seen = Interlocked.CompareExchange(ref target, value, seen) is var was && was == seen ? value : was;
        }
    }
}
