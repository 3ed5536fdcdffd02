using System.Collections.Concurrent;
using System.Diagnostics;
using CloudWorkspaces.Local.Functions.TestHost;
using CloudWorkspaces.Local.Functions.Tests.Crashes;
using CloudWorkspaces.Testing;
using Microsoft.DurableTask;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>Storage that goes away and comes back; STORAGE_SEED and STORAGE_STOPS repeat and lengthen a run.</summary>
public sealed class StorageAwayTests(ITestOutputHelper output)
{
    /// <summary>Repetitions a second, and some first attempts of callers.</summary>
    private const double MostPerSecond = 30;

    [Fact]
    public async Task Azurite_StoppedAndStarted_EveryOrchestrationEndsRight()
    {
        var seed = Setting("STORAGE_SEED") ?? Environment.TickCount;
        var stops = Setting("STORAGE_STOPS") ?? 3;
        output.WriteLine($"STORAGE_SEED={seed} STORAGE_STOPS={stops}");
        var random = new Random(seed);
        var effects = new ConcurrentQueue<EffectLine>();
        var leaseTime = new FakeTimeProvider();
        await using var azurite = await AzuriteServer.StartAsync();
        await using var observer = await EngineRig.CreateAsync(new ShapesExecutor([], 0), connection: azurite.ConnectionString);
        await observer.Storage.CreateAsync(CancellationToken.None);
        await using var rig = await EngineRig.CreateAsync(
            new ShapesExecutor(effects, 1), observer.Storage.Names.Hub, azurite.ConnectionString, leaseTime);
        var lost = new TaskCompletionSource();
        await rig.Lease.AcquireAsync(lost.SetResult, CancellationToken.None);
        await rig.Engine.StartAsync(CancellationToken.None);
        var host = new ClientShapeHost(rig, observer);
        var runs = new List<ShapeRun>();
        for (var stop = 0; stop < stops; stop++)
        {
            var started = ShapeCase.All(5).Select(shape => new ShapeRun(shape, $"{shape.Name}-{stop}")).ToList();
            runs.AddRange(started);
            var driving = Task.WhenAll(started.Select(run => run.DriveAsync(host)));
            await Task.Delay(random.Next(5, 600));
            await azurite.StopAsync();
            var (before, away) = (rig.Transport.Count, Stopwatch.StartNew());
            leaseTime.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(random.Next(1_000, 2_000));
            var attempts = rig.Transport.Count - before;
            output.WriteLine($"away {away.Elapsed.TotalSeconds:F1} s, {attempts} attempts");
            Assert.True(attempts < started.Count * 4 + MostPerSecond * away.Elapsed.TotalSeconds, $"{attempts} attempts");
            await azurite.StartProcessAsync();
            await driving;
        }

        await Task.WhenAll(runs.Select(run => run.EndAsync(host)));
        await rig.IdleAsync();

        await HubRemains.CheckEndedAsync(observer.Storage);
        EffectCheck.Check(effects, runs);
        Assert.False(lost.Task.IsCompleted);
    }

    [Fact]
    public async Task Unreachable_ManyInstancesWait_AttemptsAreBounded()
    {
        const int Instances = 100;
        var effects = new ConcurrentQueue<EffectLine>();
        await using var rig = await EngineRig.CreateAsync(new ShapesExecutor(effects, 1));
        await rig.Storage.CreateAsync(CancellationToken.None);
        await rig.Engine.StartAsync(CancellationToken.None);
        await Parallel.ForAsync(0, Instances, async (number, cancellationToken) =>
            await rig.Client.ScheduleNewOrchestrationInstanceAsync(
                nameof(Shapes.Ticker), 0, new StartOrchestrationOptions($"t{number}"), cancellationToken));
        var before = rig.Transport.Count;
        rig.Transport.Fault = () => StorageFault.Unreachable;
        var raising = Task.WhenAll(Enumerable.Range(0, Instances).Select(number => rig.Client.RaiseEventAsync($"t{number}", "x")));
        await Eventually.TrueAsync(
            () => rig.Transport.Count - before >= Instances, TimeSpan.FromSeconds(30), "each has tried once");

        var (count, watch) = (rig.Transport.Count, Stopwatch.StartNew());
        await Task.Delay(TimeSpan.FromSeconds(4));
        var rate = (rig.Transport.Count - count) / watch.Elapsed.TotalSeconds;

        output.WriteLine($"{rate:F1} attempts a second");
        Assert.InRange(rate, 1, MostPerSecond);
        var ticks = effects.Count;
        rig.Transport.Fault = null;
        await raising;
        await Eventually.TrueAsync(
            () => effects.Count > ticks + Instances, TimeSpan.FromSeconds(30), "all go on");
    }

    private static int? Setting(string name) => Environment.GetEnvironmentVariable(name) is { } text
        ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
        : null;
}
