using CloudWorkspaces.Testing;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests;

[Collection(AppFixture.Collection)]
public sealed class ClientTests(AppFixture fixture)
{
    private readonly DurableTaskClient _client = fixture.App.Client;

    [Fact]
    public async Task Schedule_UnknownOrchestrator_IsInternal()
    {
        var thrown = await Assert.ThrowsAsync<RpcException>(() => _client.ScheduleNewOrchestrationInstanceAsync("Nobody"));

        Assert.Equal(StatusCode.Internal, thrown.StatusCode);
    }

    [Fact]
    public async Task Schedule_IdOfARunningOne_IsRefusedAndThatGoesOn()
    {
        var id = await WaitingAsync();

        var thrown = await Assert.ThrowsAsync<RpcException>(() => ScheduleAsync(id));

        Assert.Equal(StatusCode.AlreadyExists, thrown.StatusCode);
        await _client.RaiseEventAsync(id, "go");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await Scripts.EndAsync(_client, id)).RuntimeStatus);
    }

    [Fact]
    public async Task Schedule_IdOfAnEndedOne_StartsAnew()
    {
        var runs = 0;
        var id = await Scripts.StartAsync(_client, async context =>
        {
            if (!context.IsReplaying)
            {
                runs++;
            }

            return await context.CallActivityAsync<int>(nameof(Scripts.Echo), 5);
        });
        await Scripts.EndAsync(_client, id);

        await ScheduleAsync(id);
        var ended = await Scripts.EndAsync(_client, id);

        Assert.Equal(2, runs);
        Assert.Equal(5, ended.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Schedule_ManyAtOnceWithOneId_StartsOne()
    {
        var id = Scripts.Orchestrator(async context => await context.WaitForExternalEvent<object>("go"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            try
            {
                await ScheduleAsync(id);
                return true;
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.AlreadyExists)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, started => started);
        await _client.TerminateInstanceAsync(id, CancellationToken.None);
    }

    [Fact]
    public async Task Schedule_StartAt_WaitsUntilThen()
    {
        var startAt = TimeProvider.System.GetUtcNow().AddMilliseconds(500);
        var id = Scripts.Orchestrator(context => Task.FromResult<object?>(context.CurrentUtcDateTime));

        await _client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Scripts.Script), new StartOrchestrationOptions(id, startAt), CancellationToken.None);
        var pending = await _client.GetInstanceAsync(id, CancellationToken.None);
        var ended = await Scripts.EndAsync(_client, id);

        Assert.Equal(OrchestrationRuntimeStatus.Pending, pending!.RuntimeStatus);
        Assert.True(ended.ReadOutputAs<DateTime>() >= startAt.UtcDateTime);
    }

    [Fact]
    public async Task RaiseAndTerminate_UnknownId_AreUnknown()
    {
        var raise = await Assert.ThrowsAsync<RpcException>(() => _client.RaiseEventAsync("nobody", "go"));
        var terminate = await Assert.ThrowsAsync<RpcException>(
            () => _client.TerminateInstanceAsync("nobody", CancellationToken.None));

        Assert.Equal(StatusCode.Unknown, raise.StatusCode);
        Assert.Equal(StatusCode.Unknown, terminate.StatusCode);
        Assert.Null(await _client.GetInstanceAsync("nobody", CancellationToken.None));
    }

    [Fact]
    public async Task RaiseEvent_ToAnEndedOne_IsDropped()
    {
        var ended = await Scripts.RunAsync(_client, _ => Task.FromResult<object?>(1));

        await _client.RaiseEventAsync(ended.InstanceId, "go");

        Assert.Equal(1, (await _client.GetInstanceAsync(ended.InstanceId, true))!.ReadOutputAs<int>());
    }

    [Theory]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    [InlineData(false, OrchestrationRuntimeStatus.Running)]
    public async Task Terminate_WithChildren_ReachesThemIfRecursive(bool recursive, OrchestrationRuntimeStatus expected)
    {
        var child = Scripts.Orchestrator(async context => await context.WaitForExternalEvent<object>("never"));
        var id = await Scripts.StartAsync(_client, async context => await context.CallSubOrchestratorAsync<object>(
            nameof(Scripts.Script), new TaskOptions().WithInstanceId(child)));
        await Eventually.TrueAsync(
            async () => (await _client.GetInstanceAsync(child, false))?.RuntimeStatus == OrchestrationRuntimeStatus.Running,
            TimeSpan.FromSeconds(20),
            "the child runs");

        await _client.TerminateInstanceAsync(id, new TerminateInstanceOptions("enough", recursive));
        var ended = await Scripts.EndAsync(_client, id);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
        Assert.Equal("enough", ended.ReadOutputAs<string>());
        await Eventually.TrueAsync(
            async () => (await _client.GetInstanceAsync(child, false))!.RuntimeStatus == expected,
            TimeSpan.FromSeconds(20),
            $"the child is {expected}");
        if (!recursive)
        {
            await _client.TerminateInstanceAsync(child, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Suspend_WhileEventsCome_HoldsThemUntilResume()
    {
        var id = await WaitingAsync();
        await _client.SuspendInstanceAsync(id, "wait");
        await Eventually.TrueAsync(
            async () => (await _client.GetInstanceAsync(id, false))!.RuntimeStatus == OrchestrationRuntimeStatus.Suspended,
            TimeSpan.FromSeconds(20),
            "it is suspended");

        await _client.RaiseEventAsync(id, "go");
        var suspended = await _client.GetInstanceAsync(id, CancellationToken.None);
        await _client.ResumeInstanceAsync(id, "go on");

        Assert.Equal(OrchestrationRuntimeStatus.Suspended, suspended!.RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await Scripts.EndAsync(_client, id)).RuntimeStatus);
    }

    [Fact]
    public async Task Purge_EndedOrNot_ForgetsOnlyTheEnded()
    {
        var large = new string('x', 100_000);
        var ended = await Scripts.RunAsync(_client, _ => Task.FromResult<object?>(large), large);
        var running = await WaitingAsync();

        var purged = await _client.PurgeInstanceAsync(ended.InstanceId, CancellationToken.None);
        var kept = await _client.PurgeInstanceAsync(running, CancellationToken.None);

        Assert.Equal((1, 0), (purged.PurgedInstanceCount, kept.PurgedInstanceCount));
        Assert.Null(await _client.GetInstanceAsync(ended.InstanceId, CancellationToken.None));
        await _client.TerminateInstanceAsync(running, CancellationToken.None);
    }

    [Fact]
    public async Task Restart_EndedOne_RunsAgainWithItsInput()
    {
        var ended = await Scripts.RunAsync(_client, context => Task.FromResult<object?>(context.GetInput<int>() + 1), 6);

        var id = await _client.RestartAsync(ended.InstanceId);
        var again = await Scripts.EndAsync(_client, id);

        Assert.Equal(ended.InstanceId, id);
        Assert.Equal(7, again.ReadOutputAs<int>());
        Assert.True(again.CreatedAt > ended.CreatedAt);
    }

    [Fact]
    public async Task Restart_UnderANewId_KeepsTheOldOne()
    {
        var ended = await Scripts.RunAsync(_client, context => Task.FromResult<object?>(context.GetInput<int>() + 1), 6);

        var id = await _client.RestartAsync(ended.InstanceId, restartWithNewInstanceId: true);

        Assert.NotEqual(ended.InstanceId, id);
        Assert.Equal(7, (await _client.GetInstanceAsync(ended.InstanceId, getInputsAndOutputs: true))!.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Schedule_EndedOneWithDedupeStatus_IsRefused()
    {
        var ended = await Scripts.RunAsync(_client, _ => Task.FromResult<object?>(1));
        var options = new StartOrchestrationOptions(ended.InstanceId) { DedupeStatuses = ["Completed"] };

        var refused = await Assert.ThrowsAsync<RpcException>(() => _client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Scripts.Script), options, CancellationToken.None));

        Assert.Equal(StatusCode.AlreadyExists, refused.StatusCode);
    }

    [Fact]
    public async Task Schedule_WithVersionAndTags_TheOrchestrationHasThem()
    {
        var child = Scripts.Orchestrator(context => Task.FromResult<object?>(context.Version));
        var id = Scripts.Orchestrator(async context => context.Version + " " + await context.CallSubOrchestratorAsync<string>(
            nameof(Scripts.Script), null, new SubOrchestrationOptions { InstanceId = child, Version = "2.1" }));

        await _client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Scripts.Script),
            new StartOrchestrationOptions(id) { Version = "1.0", Tags = new Dictionary<string, string> { ["team"] = "sea" } },
            CancellationToken.None);
        var ended = await Scripts.EndAsync(_client, id);

        Assert.Equal("1.0 2.1", ended.ReadOutputAs<string>());
        Assert.Equal("sea", ended.Tags["team"]);
    }

    private Task<string> WaitingAsync() =>
        Scripts.StartAsync(_client, async context => await context.WaitForExternalEvent<object>("go"));

    private Task<string> ScheduleAsync(string id) => _client.ScheduleNewOrchestrationInstanceAsync(
        nameof(Scripts.Script), new StartOrchestrationOptions(id), CancellationToken.None);
}
