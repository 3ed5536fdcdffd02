using System.Collections.Concurrent;
using CloudWorkspaces.Local.Functions.Tests.Crashes;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Xunit.Abstractions;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>
/// An engine that ends at its first storage operation, at its second and so on, before or after the operation's effect;
/// the next one on the hub ends early as well, at random; the third finishes.
/// </summary>
public sealed class EveryOperationTests(ITestOutputHelper output)
{
    /// <summary>Actions of more rows than a table transaction takes.</summary>
    private const int Wide = 150;

    public static TheoryData<string, bool> Cases()
    {
        var cases = new TheoryData<string, bool>();
        foreach (var name in ShapeCase.All(2).Select(shape => shape.Name).Append(nameof(Wide)))
        {
            cases.Add(name, false);
            cases.Add(name, true);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Die_AtEachOperation_TheNextEngineFinishes(string name, bool afterEffect)
    {
        var shape = name == nameof(Wide) ? ShapeCase.Wide(Wide) : ShapeCase.All(2).Single(shape => shape.Name == name);
        await using var observer = await EngineRig.CreateAsync(new ShapesExecutor([], 0));
        await observer.Storage.CreateAsync(CancellationToken.None);
        var deaths = 0;
        while (await DiesAsync(observer, shape, deaths + 1, afterEffect))
        {
            deaths++;
        }

        output.WriteLine($"{deaths} deaths");
        Assert.True(deaths > 4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Die_WhileAnIdIsStartedAgain_OldOrNewRemains(bool afterEffect)
    {
        var shape = ShapeCase.All(2).Single(shape => shape.Name == nameof(TestHost.Shapes.Bulk));
        await using var observer = await EngineRig.CreateAsync(new ShapesExecutor([], 0));
        await observer.Storage.CreateAsync(CancellationToken.None);
        var run = new ShapeRun(shape, "again");
        await FinishAsync(observer, run);
        for (var operation = 1; ; operation++)
        {
            await using var rig = await EngineRig.CreateAsync(new ShapesExecutor([], operation), observer.Storage.Names.Hub);
            await rig.Engine.StartAsync(CancellationToken.None);
            await rig.IdleAsync();
            rig.Transport.DieAt(rig.Transport.Count + operation, afterEffect);
            var living = StartAgainAsync(rig, observer, run);
            if (await Task.WhenAny(living, rig.Transport.Dead) == living && !rig.Transport.Dead.IsCompleted)
            {
                await living;
            }
            else
            {
                await rig.DropAsync();
            }

            await FinishAsync(observer, run);
            if (!rig.Transport.Dead.IsCompleted)
            {
                output.WriteLine($"{operation - 1} deaths");
                return;
            }
        }
    }

    private static async Task StartAgainAsync(EngineRig rig, EngineRig observer, ShapeRun run)
    {
        try
        {
            await rig.Client.ScheduleNewOrchestrationInstanceAsync(
                run.Case.Shape, run.Case.Input, new StartOrchestrationOptions(run.Id) { DedupeStatuses = [] });
            await run.EndAsync(new ClientShapeHost(rig, observer));
            await rig.IdleAsync();
        }
        catch (Exception) when (rig.Transport.Dead.IsCompleted)
        {
            // So ends a life.
        }
    }

    /// <summary>The old execution has ended right as well: only what an engine has left is of interest.</summary>
    private static async Task FinishAsync(EngineRig observer, ShapeRun run)
    {
        await using var rig = await EngineRig.CreateAsync(new ShapesExecutor([], 0), observer.Storage.Names.Hub);
        await rig.Engine.StartAsync(CancellationToken.None);
        await run.EndAsync(new ClientShapeHost(rig, observer));
        await rig.IdleAsync();
        await HubRemains.CheckEndedAsync(observer.Storage);
    }

    /// <summary>False when the first engine had finished before that operation.</summary>
    private static async Task<bool> DiesAsync(EngineRig observer, ShapeCase shape, int operation, bool afterEffect)
    {
        var hub = observer.Storage.Names.Hub;
        var run = new ShapeRun(shape, $"{shape.Name}{operation}");
        var effects = new ConcurrentQueue<EffectLine>();
        var died = await LiveAsync(1, transport => transport.DieAt(operation, afterEffect));
        if (died)
        {
            await LiveAsync(2, transport => transport.DieAt(new Random(operation).Next(1, 15), afterEffect));
        }

        Assert.False(await LiveAsync(3, _ => { }));
        EffectCheck.Check(effects, [run]);
        return died;

        async Task<bool> LiveAsync(int life, Action<StorageTransport> fate)
        {
            await using var rig = await EngineRig.CreateAsync(new ShapesExecutor(effects, life), hub);
            fate(rig.Transport);
            var living = PlayAsync(rig, observer, run);
            await Task.WhenAny(living, rig.Transport.Dead);
            if (!rig.Transport.Dead.IsCompleted)
            {
                await living;
                return false;
            }

            await rig.DropAsync();
            return true;
        }
    }

    private static async Task PlayAsync(EngineRig rig, EngineRig observer, ShapeRun run)
    {
        try
        {
            await rig.Engine.StartAsync(CancellationToken.None);
            await rig.IdleAsync();
            if (!run.IsEnded)
            {
                var host = new ClientShapeHost(rig, observer);
                await run.DriveAsync(host);
                await run.EndAsync(host);
                await rig.IdleAsync();
                await HubRemains.CheckEndedAsync(observer.Storage);
                Assert.Empty(rig.Log.Errors);
            }

            await rig.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter());
            await rig.IdleAsync();
            await HubRemains.CheckEmptyAsync(observer.Storage);
        }
        catch (Exception) when (rig.Transport.Dead.IsCompleted)
        {
            // So ends a life.
        }
    }
}
