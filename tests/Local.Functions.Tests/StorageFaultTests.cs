using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Xunit.Abstractions;

namespace CloudWorkspaces.Local.Functions.Tests;

public sealed class StorageFaultTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Run_OneOperationInFiveFails_NothingIsLostOrDoubled(int seed)
    {
        var random = new Random(seed);
        await using var rig = await EngineRig.StartAsync(async context =>
        {
            if (context.InstanceId == "listener")
            {
                var all = context.GetInput<string>() ?? "";
                all += await context.WaitForExternalEvent<int>("number");
                if (all.Length < 5)
                {
                    context.ContinueAsNew(all);
                }

                return all;
            }

            for (var number = 0; number < 5; number++)
            {
                context.SendEvent("listener", "number", number);
                await context.CallActivityAsync<int>("Work", number);
            }

            return await context.CallSubOrchestratorAsync<string>("Child");
        });
        rig.Transport.Fault = () =>
        {
            lock (random)
            {
                return random.Next(5) == 0 ? (StorageFault)random.Next(1, 4) : StorageFault.None;
            }
        };

        await rig.Client.ScheduleNewOrchestrationInstanceAsync(
            "Parent", new StartOrchestrationOptions("listener"), CancellationToken.None);
        var sender = await rig.Client.ScheduleNewOrchestrationInstanceAsync("Parent");
        var sent = await Scripts.EndAsync(rig.Client, sender);
        var listened = await Scripts.EndAsync(rig.Client, "listener");

        output.WriteLine($"{rig.Transport.Count} operations");
        rig.Transport.Fault = null;
        Assert.Equal("child", sent.ReadOutputAs<string>());
        Assert.Equal("01234", listened.ReadOutputAs<string>());
        Assert.Equal(5, rig.Activities);
    }
}
