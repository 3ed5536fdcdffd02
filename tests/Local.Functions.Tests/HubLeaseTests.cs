using System.Collections.Concurrent;
using Azure.Storage.Blobs.Specialized;
using CloudWorkspaces.Local.Functions.TestHost;
using CloudWorkspaces.Local.Functions.Tests.Crashes;
using CloudWorkspaces.Testing;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>A host that cannot renew its lease. The clock of the lease is the test's.</summary>
public sealed class HubLeaseTests
{
    /// <summary>Later than a host may write that could not renew, sooner than its lease ends.</summary>
    private static readonly TimeSpan s_tooLong = TimeSpan.FromSeconds(41);

    private static readonly TimeSpan s_renewal = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<EffectLine> _effects = [];
    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task StorageAway_LeaseTakenByAnother_FirstHoldsStillThenStops()
    {
        var run = new ShapeRun(ShapeCase.All(2).Single(shape => shape.Name == nameof(Shapes.Tree)), "tree");
        await using var first = await TickingAsync(run);
        first.Transport.Fault = () => StorageFault.Unreachable;
        _time.Advance(s_tooLong);
        Assert.False(first.Storage.Fence.IsOpen);
        await SettledAsync();

        // What the service does after 60 seconds.
        await using var second = await EngineRig.CreateAsync(new ShapesExecutor(_effects, 2), first.Storage.Names.Hub);
        await second.Storage.Container.GetBlobClient("host").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
        await second.Lease.AcquireAsync(() => Assert.Fail("The second host lost the lease."), CancellationToken.None);
        await second.Engine.StartAsync(CancellationToken.None);
        await TicksAsync(boot: 2, 5);

        // Its storage is back, and it does not know yet that it has lost the hub.
        var writes = first.Transport.Writes;
        first.Transport.Fault = null;
        var raising = first.Client.RaiseEventAsync(run.Id, "unheard");
        await TicksAsync(boot: 2, 10);
        _time.Advance(s_renewal);
        await _lost.Task.WaitAsync(s_deadline);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => raising);
        await TicksAsync(boot: 2, 15);
        await using var observer = await EngineRig.CreateAsync(new ShapesExecutor([], 0), first.Storage.Names.Hub);
        await run.EndAsync(new ClientShapeHost(second, observer));
        await second.IdleAsync();

        Assert.Equal(writes, first.Transport.Writes);
        EffectCheck.Check(_effects, [run]);
        Assert.True(_effects.Where(line => line.Boot == 1).Max(line => line.At) < _effects.First(line => line.Boot == 2).At);
        await HubRemains.CheckEndedAsync(observer.Storage);
    }

    [Fact]
    public async Task StorageAway_NobodyTookTheLease_GoesOn()
    {
        await using var rig = await TickingAsync(
            new ShapeRun(ShapeCase.All(2).Single(shape => shape.Name == nameof(Shapes.Tree)), "tree"));
        rig.Transport.Fault = () => StorageFault.Unreachable;
        _time.Advance(s_tooLong);
        await SettledAsync();

        rig.Transport.Fault = null;
        _time.Advance(s_renewal);

        await TicksAsync(boot: 1, _effects.Count + 5);
        Assert.True(rig.Storage.Fence.IsOpen);
        Assert.False(_lost.Task.IsCompleted);
    }

    [Fact]
    public async Task Renew_EveryOtherOperationFails_LeaseIsKept()
    {
        var random = new Random(1);
        await using var rig = await EngineRig.CreateAsync(new ShapesExecutor([], 1), leaseTime: _time);
        await rig.Storage.CreateAsync(CancellationToken.None);
        rig.Transport.Fault = () => random.Next(2) == 0
            ? StorageFault.None
            : (StorageFault)random.Next(1, Enum.GetValues<StorageFault>().Length);
        await rig.Lease.AcquireAsync(_lost.SetResult, CancellationToken.None);
        for (var renewal = 0; renewal < 5; renewal++)
        {
            _time.Advance(s_renewal);
            await Eventually.TrueAsync(
                () => rig.Storage.Fence.IsOpenAfter(TimeSpan.FromSeconds(39)), s_deadline, "the lease is renewed");
        }

        Assert.False(_lost.Task.IsCompleted);
    }

    /// <summary>A host with the lease, whose orchestrations go round and round.</summary>
    private async Task<EngineRig> TickingAsync(ShapeRun run)
    {
        var rig = await EngineRig.CreateAsync(new ShapesExecutor(_effects, 1), leaseTime: _time);
        await rig.Storage.CreateAsync(CancellationToken.None);
        await rig.Lease.AcquireAsync(
            () =>
            {
                rig.Engine.Abandon();
                _lost.SetResult();
            },
            CancellationToken.None);
        await rig.Engine.StartAsync(CancellationToken.None);
        await run.DriveAsync(new ClientShapeHost(rig, rig));
        await TicksAsync(boot: 1, 5);
        return rig;
    }

    private Task TicksAsync(int boot, int count) => Eventually.TrueAsync(
        () => _effects.Count(line => line.Boot == boot) >= count, s_deadline, $"host {boot} makes progress");

    /// <summary>Activities that ran when the storage went away have ended.</summary>
    private Task SettledAsync() => Eventually.TrueAsync(
        () => _effects.Count(line => line.IsEnd) * 2 == _effects.Count, s_deadline, "activities end");
}
