using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>Events that waited over a start, and those that come while other instances are still being read.</summary>
public sealed class RecoveryOrderTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task RaiseEvent_WhileAStartReadsOthers_ComesAfterWhatHasWaited()
    {
        string hub;
        await using (var first = await EngineRig.StartAsync(TwoNumbersAsync))
        {
            hub = first.Storage.Names.Hub;
            await StartAsync(first.Client, "early");
            await StartAsync(first.Client, "late");
            await first.Client.SuspendInstanceAsync("early");
            await first.Client.RaiseEventAsync("early", "number", 1);
            await first.IdleAsync();
        }

        await using var second = await EngineRig.CreateAsync(new ScriptExecutor(TwoNumbersAsync), hub);
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        second.Transport.Gate = request =>
            request.Uri.Query.Contains("late", StringComparison.Ordinal) ? opened.Task : Task.CompletedTask;
        await second.Engine.StartAsync(CancellationToken.None);
        await second.Client.RaiseEventAsync("early", "number", 2).WaitAsync(s_deadline);
        opened.SetResult();
        await second.Client.ResumeInstanceAsync("early");

        var ended = await Scripts.EndAsync(second.Client, "early");
        Assert.Equal([1, 2], ended.ReadOutputAs<int[]>()!);
    }

    private static async Task StartAsync(DurableTaskClient client, string id)
    {
        await client.ScheduleNewOrchestrationInstanceAsync("Script", new StartOrchestrationOptions(id));
        await client.WaitForInstanceStartAsync(id, CancellationToken.None);
    }

    private static async Task<object?> TwoNumbersAsync(TaskOrchestrationContext context) => new[]
    {
        await context.WaitForExternalEvent<int>("number"),
        await context.WaitForExternalEvent<int>("number"),
    };
}
