using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Runs.Retries;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

public sealed class RetryRunTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task RunAsync_Preempted_AcceptsTheRunAgainWithItsNotebookAndGivesUpItsPlace()
    {
        var fixture = await RunActivityFixture.CreateAsync(limit: 1);
        var run = fixture.Add();
        var other = fixture.Add();
        await fixture.PrepareAsync(run);
        await fixture.PrepareAsync(other);
        await fixture.Create.RunAsync(new(run, 1), None);

        var first = await fixture.Retry.RunAsync(Request(run, RunCauses.Preempted), fixture.Durable, None);
        var again = await fixture.Retry.RunAsync(Request(run, RunCauses.Preempted), fixture.Durable, None);

        var record = fixture.Runs[run];
        Assert.Equal((RunState.Accepted, 2, "small"), (record.State, record.Attempt, record.Flavor));
        Assert.Null(record.ProvisioningOn);
        Assert.Equal(fixture.Now.AddSeconds(10), record.RetryOn);
        Assert.Equal((fixture.Now.AddSeconds(10).UtcDateTime, first), (first.On!.Value, again));
        var earlier = Assert.Single(record.EarlierAttempts!);
        Assert.Equal((1, "small", RunCauses.Preempted), (earlier.Attempt, earlier.Flavor, earlier.Cause.Code));
        Assert.Equal([(new RunAttempt(run, 1), 2)], fixture.Documents.Copied);
        Assert.Contains(other.InstanceId, fixture.Told(RunEvents.Admitted));
    }

    [Fact]
    public async Task RunAsync_OutOfMemory_TakesTheNextFlavorUntilThereIsNone()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Add(RunState.Running);

        await fixture.Retry.RunAsync(Request(run, RunCauses.OutOfMemory), fixture.Durable, None);
        var none = await fixture.Retry.RunAsync(Request(run, RunCauses.OutOfMemory, attempt: 2), fixture.Durable, None);

        Assert.Equal(("medium", 2), (fixture.Runs[run].Flavor, fixture.Runs[run].Attempt));
        Assert.Equal((null, "There is no larger flavor than 'medium' for another attempt."), (none.On, none.Reason));
    }

    [Fact]
    public async Task RunAsync_CancelledOrOver_ChangesNothing()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var cancelled = fixture.Runs.Add(
            FakeRuns.Record(fixture.Now, RunState.Running) with { CancelRequestedOn = fixture.Now });
        var ended = fixture.Runs.Add(FakeRuns.Ended(fixture.Now, fixture.Now));

        foreach (var run in new[] { cancelled, ended })
        {
            var before = fixture.Runs[run];
            var answer = await fixture.Retry.RunAsync(Request(run, RunCauses.Preempted), fixture.Durable, None);

            Assert.Null(answer.On);
            Assert.Equal(before, fixture.Runs[run]);
        }
    }

    [Fact]
    public async Task Janitor_EarlierAttemptThatStillFinishes_KeepsItsGroupForAWhile()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Add();
        await fixture.PrepareAsync(run);
        await fixture.Create.RunAsync(new(run, 1), None);
        await fixture.Retry.RunAsync(Request(run, RunCauses.Preempted), fixture.Durable, None);

        await fixture.JanitorAsync(afterSeconds: 120);
        Assert.Contains(new RunAttempt(run, 1), fixture.Groups.Groups.Keys);

        await fixture.JanitorAsync(afterSeconds: 31 * 60);
        Assert.DoesNotContain(new RunAttempt(run, 1), fixture.Groups.Groups.Keys);
    }

    private static RunRetryRequest Request(RunReference run, string cause, int attempt = 1) => new()
    {
        Attempt = new(run, attempt),
        Retry = new() { OnOutOfMemory = OutOfMemoryRetry.NextFlavor },
        Ending = RunEnding.Failed(cause, "It failed."),
        MayHaveGroup = true,
    };
}
