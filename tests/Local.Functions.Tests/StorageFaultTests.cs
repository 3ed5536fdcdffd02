using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Local.Functions.Tests.Crashes;
using Microsoft.DurableTask.Client;
using Xunit.Abstractions;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>Storage that fails in every way it can, under every shape; FAULT_SEED adds a seed.</summary>
public sealed class StorageFaultTests(ITestOutputHelper output)
{
    public static TheoryData<int> Seeds()
    {
        var seeds = new TheoryData<int> { 1, 2, 3 };
        if (Environment.GetEnvironmentVariable("FAULT_SEED") is { } more)
        {
            seeds.Add(int.Parse(more, System.Globalization.CultureInfo.InvariantCulture));
        }

        return seeds;
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Run_OneOperationInFiveFails_NothingIsLostOrDoubled(int seed)
    {
        var random = new Random(seed);
        var effects = new ConcurrentQueue<EffectLine>();
        await using var observer = await EngineRig.CreateAsync(new ShapesExecutor([], 0));
        await observer.Storage.CreateAsync(CancellationToken.None);
        await using var rig = await EngineRig.CreateAsync(new ShapesExecutor(effects, 1), observer.Storage.Names.Hub);
        var faults = new int[Enum.GetValues<StorageFault>().Length];
        rig.Transport.Fault = () =>
        {
            lock (random)
            {
                var fault = random.Next(5) == 0 ? (StorageFault)random.Next(1, faults.Length) : StorageFault.None;
                faults[(int)fault]++;
                return fault;
            }
        };
        await rig.Engine.StartAsync(CancellationToken.None);
        var host = new ClientShapeHost(rig, observer);
        var runs = ShapeCase.All(3).Select(shape => new ShapeRun(shape, shape.Name)).ToList();

        await Task.WhenAll(runs.Select(run => run.DriveAsync(host)));
        await Task.WhenAll(runs.Select(run => run.EndAsync(host)));
        await rig.IdleAsync();
        await HubRemains.CheckEndedAsync(observer.Storage);
        await rig.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter());
        await rig.IdleAsync();

        output.WriteLine($"{rig.Transport.Count} operations; {string.Join(", ", Enum.GetValues<StorageFault>().Zip(faults))}");
        await HubRemains.CheckEmptyAsync(observer.Storage);
        EffectCheck.Check(effects, runs);
        Assert.Empty(rig.Log.Errors);
    }

    [Fact]
    public async Task Turn_RowWasChangedByAnother_IsReadAgainAndGoesOn()
    {
        await using var rig = await EngineRig.StartAsync(async context =>
        {
            var first = await context.WaitForExternalEvent<int>("number");
            return first + await context.WaitForExternalEvent<int>("number");
        });
        var id = await rig.Client.ScheduleNewOrchestrationInstanceAsync("Parent");
        await rig.Client.WaitForInstanceStartAsync(id, CancellationToken.None);
        await rig.Storage.Instances.UpdateEntityAsync(
            new TableEntity(id, "status") { ["Stranger"] = true }, ETag.All, TableUpdateMode.Merge);

        await rig.Client.RaiseEventAsync(id, "number", 1);
        var ending = Scripts.EndAsync(rig.Client, id);
        await rig.Client.RaiseEventAsync(id, "number", 2);

        var end = await ending;
        Assert.Equal((OrchestrationRuntimeStatus.Completed, "3"), (end.RuntimeStatus, end.SerializedOutput ?? $"{end.FailureDetails}"));
        await rig.IdleAsync();
        await HubRemains.CheckEndedAsync(rig.Storage);
    }
}
