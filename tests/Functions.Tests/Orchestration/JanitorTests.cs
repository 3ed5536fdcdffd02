using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

public sealed class JanitorTests
{
    [Fact]
    public async Task RunAsync_RowWithoutOrchestration_StartsIt()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Runs.Add(FakeRuns.Record(fixture.Now));

        await fixture.JanitorAsync(afterSeconds: 6);
        await fixture.JanitorAsync(afterSeconds: 30);

        Assert.Equal([run.InstanceId], fixture.Durable.Started);
        Assert.Equal(RunState.Accepted, fixture.Runs[run].State);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    public async Task RunAsync_OrchestrationIsOver_SettlesTheRunAndFreesItsPlaces(OrchestrationRuntimeStatus status)
    {
        var fixture = await RunActivityFixture.CreateAsync(limit: 1);
        RunReference[] runs = [fixture.Add(), fixture.Add()];
        await fixture.PrepareAsync(runs[0]);
        await fixture.Create.RunAsync(new(runs[0], 1), CancellationToken.None);
        await fixture.PrepareAsync(runs[1]);
        fixture.Durable.Set(runs[0], status);

        await fixture.JanitorAsync(afterSeconds: 6);

        Assert.Equal(RunState.Failed, fixture.Runs[runs[0]].State);
        Assert.Equal(RunCauses.PlatformError, fixture.Runs[runs[0]].Cause?.Code);
        Assert.Contains(runs[1].InstanceId, fixture.Told(RunEvents.Admitted));
    }

    [Fact]
    public async Task RunAsync_GroupOfARunWhoseOrchestrationIsOver_IsDeletedAMinuteAfterTheEnd()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Add();
        await fixture.Create.RunAsync(new(run, 1), CancellationToken.None);
        fixture.Durable.Set(run, OrchestrationRuntimeStatus.Failed);

        await fixture.JanitorAsync(afterSeconds: 6);
        var early = fixture.Groups.Groups.Count;
        await fixture.JanitorAsync(afterSeconds: 61);

        Assert.Equal((1, 0), (early, fixture.Groups.Groups.Count));
    }

    [Fact]
    public async Task RunAsync_GroupOfAnUnknownRun_IsDeleted()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        fixture.Groups.Groups[new(new("default", RunId.New(fixture.Now).Value), 1)] = new();

        await fixture.JanitorAsync(afterSeconds: 0);

        Assert.Empty(fixture.Groups.Groups);
    }

    [Fact]
    public async Task RunAsync_EverythingInOrder_TouchesNothing()
    {
        var fixture = await RunActivityFixture.CreateAsync(limit: 1);
        RunReference[] runs = [fixture.Add(), fixture.Add()];
        await fixture.PrepareAsync(runs[0]);
        await fixture.Create.RunAsync(new(runs[0], 1), CancellationToken.None);
        await fixture.PrepareAsync(runs[1]);

        await fixture.JanitorAsync(afterSeconds: 40_000);

        Assert.Single(fixture.Groups.Groups);
        Assert.Equal(RunState.Provisioning, fixture.Runs[runs[0]].State);
        Assert.Equal(RunState.Accepted, fixture.Runs[runs[1]].State);
        Assert.Empty(fixture.Durable.Raised);
        Assert.Equal(
            [AdmissionState.Waiting, AdmissionState.Running, AdmissionState.Running],
            (await fixture.Queues.EntriesAsync()).Select(entry => entry.State).Order());
    }

    [Fact]
    public async Task RunAsync_PlaceOfATerminalRun_IsGivenToTheNext()
    {
        var fixture = await RunActivityFixture.CreateAsync(limit: 1);
        RunReference[] runs = [fixture.Add(), fixture.Add()];
        await fixture.PrepareAsync(runs[0]);
        await fixture.PrepareAsync(runs[1]);
        await fixture.Runs.UpdateAsync(
            "default",
            runs[0].Id,
            run => run with { State = RunState.Dismissed, EndedOn = fixture.Now, Cause = RunEnding.Cancelled.Cause },
            CancellationToken.None);
        fixture.Durable.Set(runs[0], OrchestrationRuntimeStatus.Completed);

        await fixture.JanitorAsync(afterSeconds: 61);

        Assert.Equal(RunReadiness.Admitted, (await fixture.PrepareAsync(runs[1])).Readiness);
        Assert.Contains(runs[1].InstanceId, fixture.Told(RunEvents.Admitted));
    }

    [Fact]
    public async Task RunAsync_PlaceOfAnUnknownRun_IsReleased()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var unknown = new RunReference("default", RunId.New(fixture.Now).Value);
        await fixture.Admission.RequestAsync(new() { Run = unknown, MilliCpu = 1_000 }, CancellationToken.None);

        await fixture.JanitorAsync(afterSeconds: 61);

        Assert.Empty(await fixture.Queues.EntriesAsync());
    }

    [Fact]
    public async Task RunAsync_CrashBetweenGrantAndEvent_RaisesTheEventAgain()
    {
        var fixture = await RunActivityFixture.CreateAsync(limit: 1);
        RunReference[] runs = [fixture.Add(), fixture.Add()];
        await fixture.PrepareAsync(runs[0]);
        await fixture.PrepareAsync(runs[1]);
        fixture.Durable.RefusesEvents = true;
        await fixture.SettleAsync(runs[0]);
        fixture.Durable.RefusesEvents = false;

        await fixture.JanitorAsync(afterSeconds: 10);
        var early = fixture.Told(RunEvents.Admitted);
        await fixture.JanitorAsync(afterSeconds: 10);

        Assert.Empty(early);
        Assert.Equal([runs[1].InstanceId], fixture.Told(RunEvents.Admitted));
    }

    [Fact]
    public async Task RunAsync_LimitWasRaised_AdmitsMore()
    {
        var fixture = await RunActivityFixture.CreateAsync(limit: 1);
        RunReference[] runs = [fixture.Add(), fixture.Add()];
        await fixture.PrepareAsync(runs[0]);
        await fixture.PrepareAsync(runs[1]);
        fixture.Queues.Limit(2);

        await fixture.JanitorAsync(afterSeconds: 1);

        Assert.Equal([runs[1].InstanceId], fixture.Told(RunEvents.Admitted));
    }

    [Fact]
    public async Task RunAsync_CancelEventWasLost_RaisesItAgain()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Runs.Add(FakeRuns.Record(fixture.Now) with { CancelRequestedOn = fixture.Now });
        fixture.Durable.Set(run, OrchestrationRuntimeStatus.Running);

        await fixture.JanitorAsync(afterSeconds: 20);

        Assert.Equal([run.InstanceId], fixture.Told(RunSignals.CancelRequested));
    }

    [Fact]
    public async Task RunAsync_ActiveEntryOfATerminalOrMissingRun_IsDropped()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var ended = fixture.Runs.Add(FakeRuns.Ended(fixture.Now, fixture.Now));
        var missing = new RunReference("default", RunId.New(fixture.Now).Value);
        fixture.Runs.AddActive(missing);

        await fixture.JanitorAsync(afterSeconds: 61);

        Assert.False(fixture.Runs.IsActive(ended));
        Assert.False(fixture.Runs.IsActive(missing));
    }
}
