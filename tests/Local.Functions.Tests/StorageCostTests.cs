using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>The storage operations that the README states.</summary>
public sealed class StorageCostTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(10, 14)]
    public async Task Orchestration_ActivitiesInARow_CostsOneTransactionEach(int activities, int expected)
    {
        var cost = await CostAsync(async context =>
        {
            for (var number = 0; number < activities; number++)
            {
                await context.CallActivityAsync<int>("Work", number);
            }

            return null;
        });

        Assert.Equal(expected, cost);
    }

    [Fact]
    public async Task Orchestration_AHundredActivitiesAtOnce_ShareTurns()
    {
        var cost = await CostAsync(async context =>
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(number => context.CallActivityAsync<int>("Work", number)));
            return null;
        });

        Assert.InRange(cost, 5, 60);
    }

    [Fact]
    public async Task Orchestration_SubOrchestration_CostsItsOwnAndItsMessages()
    {
        var cost = await CostAsync(async context => await context.CallSubOrchestratorAsync<string>("Child"));

        // Parent 2 + 2 + 1, child 2 + 1 + 1, its start struck from the outbox, its answer written and struck.
        Assert.Equal(12, cost);
    }

    private static async Task<int> CostAsync(Func<TaskOrchestrationContext, Task<object?>> orchestrator)
    {
        await using var rig = await EngineRig.StartAsync(orchestrator);
        var before = rig.Transport.Count;
        var id = await rig.Client.ScheduleNewOrchestrationInstanceAsync("Parent");
        var ended = await Scripts.EndAsync(rig.Client, id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        await rig.IdleAsync();

        // The wait for the end reads the status once.
        return rig.Transport.Count - before - 1;
    }
}
