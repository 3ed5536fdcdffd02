using CloudWorkspaces.Local.Functions.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests;

[Collection(AppFixture.Collection)]
public sealed class RetryTests(AppFixture fixture)
{
    private readonly DurableTaskClient _client = fixture.App.Client;

    [Fact]
    public async Task Policy_AllowsThree_SucceedsInTheThird()
    {
        var attempts = 0;
        var work = Scripts.Activity(() => ++attempts < 3 ? throw new IOException("again") : attempts);
        var options = TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(20), backoffCoefficient: 2));
        var waited = TimeSpan.Zero;

        var ended = await Scripts.RunAsync(_client, async context =>
        {
            var started = context.CurrentUtcDateTime;
            var result = await context.CallActivityAsync<int>(nameof(Scripts.Work), work, options);
            waited = context.CurrentUtcDateTime - started;
            return result;
        });

        Assert.Equal(3, ended.ReadOutputAs<int>());
        Assert.True(waited >= TimeSpan.FromMilliseconds(60), $"It waited {waited}.");
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 200)]
    [InlineData(3, 400)]
    [InlineData(4, 500)]
    [InlineData(2_000, 500)]
    public void Policy_FirstIntervalBackoffAndMaximum_SayThePauses(int failures, int milliseconds)
    {
        var policy = new RetryPolicy(9, TimeSpan.FromMilliseconds(100), 2, TimeSpan.FromMilliseconds(500));

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Retries.Wait(policy, failures));
    }

    [Fact]
    public async Task Policy_RetryTimeout_EndsTheAttempts()
    {
        var attempts = 0;
        var work = Scripts.Activity(() => throw new IOException($"{++attempts}"));
        var policy = new RetryPolicy(
            1_000, TimeSpan.FromMilliseconds(100), retryTimeout: TimeSpan.FromMilliseconds(450));

        var ended = await Scripts.RunAsync(_client, async context =>
            await context.CallActivityAsync<int>(nameof(Scripts.Work), work, TaskOptions.FromRetryPolicy(policy)));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.InRange(attempts, 1, 6);
    }

    [Theory]
    [InlineData(2, true, 2)]
    [InlineData(5, false, 1)]
    public async Task Policy_Exhausted_Throws(int most, bool handled, int expected)
    {
        var attempts = 0;
        var work = Scripts.Activity(() => throw new IOException($"{++attempts}"));
        var policy = new RetryPolicy(most, TimeSpan.FromMilliseconds(1)) { HandleFailure = _ => handled };

        var ended = await Scripts.RunAsync(_client, async context =>
            await context.CallActivityAsync<int>(nameof(Scripts.Work), work, TaskOptions.FromRetryPolicy(policy)));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal(expected, attempts);
    }

    [Fact]
    public async Task Policy_OfASubOrchestration_RunsItAgain()
    {
        var attempts = 0;
        var child = Scripts.Orchestrator(_ => ++attempts < 3 ? throw new IOException("again") : Task.FromResult<object?>(attempts));
        var options = TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(1))).WithInstanceId(child);

        var ended = await Scripts.RunAsync(
            _client, async context => await context.CallSubOrchestratorAsync<int>(nameof(Scripts.Script), null, options));

        Assert.Equal(3, ended.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Handler_Decides_AttemptsUntilItSaysNo()
    {
        var attempts = 0;
        var work = Scripts.Activity(() => throw new IOException($"{++attempts}"));
        var options = TaskOptions.FromRetryHandler(retry => retry.LastAttemptNumber < 4 && retry.LastFailure.IsCausedBy<IOException>());

        await Scripts.RunAsync(_client, async context =>
            await context.CallActivityAsync<int>(nameof(Scripts.Work), work, options));

        Assert.Equal(4, attempts);
    }
}
