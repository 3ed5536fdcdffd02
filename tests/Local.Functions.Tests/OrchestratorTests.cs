using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests;

[Collection(AppFixture.Collection)]
public sealed class OrchestratorTests(AppFixture fixture)
{
    private readonly DurableTaskClient _client = fixture.App.Client;

    [Fact]
    public async Task Orchestrator_Throws_FailsWithDetailsAndText()
    {
        var ended = await Scripts.RunAsync(_client, _ => throw new FormatException("bad form"));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal("System.FormatException", ended.FailureDetails!.ErrorType);
        Assert.Contains("bad form", ended.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateTimer_Awaited_FiresNotBeforeItsTime()
    {
        var ended = await Scripts.RunAsync(_client, async context =>
        {
            var started = context.CurrentUtcDateTime;
            await context.CreateTimer(TimeSpan.FromMilliseconds(250), CancellationToken.None);
            return (context.CurrentUtcDateTime - started).TotalMilliseconds;
        });

        Assert.InRange(ended.ReadOutputAs<double>(), 250, 5_000);
    }

    [Fact]
    public async Task CreateTimer_Cancelled_DoesNotHoldTheEnd()
    {
        var ended = await Scripts.RunAsync(_client, async context =>
        {
            using var source = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(3), source.Token);
            await context.CallActivityAsync<int>(nameof(Scripts.Echo), 1);
            source.Cancel();
            await Assert.ThrowsAsync<TaskCanceledException>(() => timer);
            return "done";
        });

        Assert.Equal("done", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task SubOrchestrator_Called_ReturnsItsResultAndKnowsItsParent()
    {
        var child = Scripts.Orchestrator(context => Task.FromResult<object?>($"{context.GetInput<int>()} {context.Parent!.InstanceId}"));

        var id = await Scripts.StartAsync(_client, async context => await context.CallSubOrchestratorAsync<string>(
            nameof(Scripts.Script), 42, new TaskOptions().WithInstanceId(child)));

        Assert.Equal($"42 {id}", (await Scripts.EndAsync(_client, id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task SubOrchestrator_Failing_ThrowsWithItsFailure()
    {
        var child = Scripts.Orchestrator(_ => throw new FormatException("in the child"));

        var ended = await Scripts.RunAsync(_client, async context =>
        {
            var failed = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallSubOrchestratorAsync(
                nameof(Scripts.Script), new TaskOptions().WithInstanceId(child)));
            return failed.FailureDetails.ErrorMessage;
        });

        Assert.Equal("in the child", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task SubOrchestrator_IdInUse_FailsTheTask()
    {
        var taken = await Scripts.StartAsync(_client, async context => await context.WaitForExternalEvent<object>("never"));

        var ended = await Scripts.RunAsync(_client, async context => await context.CallSubOrchestratorAsync<object>(
            nameof(Scripts.Script), new TaskOptions().WithInstanceId(taken)));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        await _client.TerminateInstanceAsync(taken, CancellationToken.None);
    }

    [Fact]
    public async Task ContinueAsNew_ManyTimes_StartsOverWithTheNewInput()
    {
        var ended = await Scripts.RunAsync(_client, async context =>
        {
            var count = context.GetInput<int>();
            await context.CallActivityAsync<int>(nameof(Scripts.Echo), count);
            if (count < 30)
            {
                context.ContinueAsNew(count + 1);
            }

            return count;
        });

        Assert.Equal(30, ended.ReadOutputAs<int>());
    }

    [Fact]
    public async Task NewGuidAndCurrentUtcDateTime_Replayed_AreTheSame()
    {
        var seen = new List<string>();

        await Scripts.RunAsync(_client, async context =>
        {
            seen.Add($"{context.NewGuid()} {context.NewGuid()} {context.CurrentUtcDateTime:O}");
            await context.CallActivityAsync<int>(nameof(Scripts.Echo), 1);
            await context.CallActivityAsync<int>(nameof(Scripts.Echo), 2);
            return null;
        });

        Assert.Equal(3, seen.Count);
        var only = Assert.Single(seen.Distinct());
        Assert.Equal(2, only.Split(' ')[..2].Distinct().Count());
    }

    [Fact]
    public async Task IsReplaying_OverTheTurns_IsFalseOnceForEachStep()
    {
        var live = new List<int>();

        await Scripts.RunAsync(_client, async context =>
        {
            for (var step = 0; step < 3; step++)
            {
                if (!context.IsReplaying)
                {
                    live.Add(step);
                }

                await context.CallActivityAsync<int>(nameof(Scripts.Echo), step);
            }

            return null;
        });

        Assert.Equal([0, 1, 2], live);
    }

    [Fact]
    public async Task Orchestrator_DoesSomethingElseInReplay_FailsAsNonDeterministic()
    {
        var calls = 0;

        var ended = await Scripts.RunAsync(_client, async context =>
            await context.CallActivityAsync<object>(++calls == 1 ? nameof(Scripts.Echo) : nameof(Scripts.Work), "x"));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.EndsWith("NonDeterministicOrchestrationException", ended.FailureDetails!.ErrorType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orchestrator_AwaitsAForeignTask_FailsAtOnce()
    {
        var never = new TaskCompletionSource<object?>();

        var ended = await Scripts.RunAsync(_client, async _ => await never.Task);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("did not make", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetCustomStatus_Changed_IsSeenAndCanBeCleared()
    {
        var id = await Scripts.StartAsync(_client, async context =>
        {
            context.SetCustomStatus(new { Step = 1 });
            await context.WaitForExternalEvent<object>("go");
            context.SetCustomStatus(null);
            return null;
        });
        await _client.WaitForInstanceStartAsync(id, CancellationToken.None);

        var during = await _client.GetInstanceAsync(id, getInputsAndOutputs: true);
        await _client.RaiseEventAsync(id, "go");
        var after = await Scripts.EndAsync(_client, id);

        Assert.Equal("""{"Step":1}""", during!.SerializedCustomStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Running, during.RuntimeStatus);
        Assert.Null(after.SerializedCustomStatus);
    }
}
