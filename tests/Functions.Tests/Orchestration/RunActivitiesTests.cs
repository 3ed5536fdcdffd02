using CloudWorkspaces.Agents;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

public sealed class RunActivitiesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task PrepareRun_LimitOfTwo_AdmitsTwoAndTheThirdAfterASettlement()
    {
        var fixture = await RunActivityFixture.CreateAsync(limit: 2);
        RunReference[] runs = [fixture.Add(), fixture.Add(), fixture.Add()];
        List<RunReadiness> before = [];
        foreach (var run in runs)
        {
            before.Add((await fixture.PrepareAsync(run)).Readiness);
        }

        await fixture.SettleAsync(runs[0]);
        var after = await fixture.PrepareAsync(runs[2]);

        Assert.Equal([RunReadiness.Admitted, RunReadiness.Admitted, RunReadiness.Waiting], before);
        Assert.Equal([runs[2].InstanceId], fixture.Told(RunEvents.Admitted));
        Assert.Equal(RunReadiness.Admitted, after.Readiness);
        Assert.Equal(600, after.RunTimeoutSeconds);
    }

    [Fact]
    public async Task PrepareRun_TerminalCancelledOrMissing_TakesNoPlace()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var ended = fixture.Runs.Add(FakeRuns.Ended(fixture.Now, fixture.Now));
        var cancelled = fixture.Runs.Add(FakeRuns.Record(fixture.Now) with { CancelRequestedOn = fixture.Now });
        var missing = new RunReference("default", RunId.New(fixture.Now).Value);

        Assert.Equal(RunReadiness.Closed, (await fixture.PrepareAsync(ended)).Readiness);
        Assert.Equal(RunReadiness.CancelRequested, (await fixture.PrepareAsync(cancelled)).Readiness);
        Assert.Equal(RunReadiness.Closed, (await fixture.PrepareAsync(missing)).Readiness);
        Assert.Empty(await fixture.Queues.EntriesAsync());
    }

    [Fact]
    public async Task CreateContainerGroup_Accepted_MovesToProvisioningBeforeTheGroupIsCreated()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Add();

        var creation = await fixture.Create.RunAsync(new(run, 1), None);

        Assert.Equal(GroupCreationOutcome.Created, creation.Outcome);
        Assert.Equal(RunState.Provisioning, fixture.Runs[run].State);
        Assert.Equal(fixture.Now, fixture.Runs[run].ProvisioningOn);
        Assert.Equal(["create"], fixture.Groups.Calls);
    }

    [Fact]
    public async Task CreateContainerGroup_LateDuplicateAfterTheEnd_CreatesNothing()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Add();
        await fixture.SettleAsync(run);

        var creation = await fixture.Create.RunAsync(new(run, 1), None);

        Assert.Equal(GroupCreationOutcome.Ended, creation.Outcome);
        Assert.Empty(fixture.Groups.Calls);
    }

    [Fact]
    public async Task CreateContainerGroup_AtWorkOrAnotherAttempt_CreatesNothing()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var running = fixture.Add(RunState.Running);
        var accepted = fixture.Add();

        Assert.Equal(GroupCreationOutcome.Created, (await fixture.Create.RunAsync(new(running, 1), None)).Outcome);
        Assert.Equal(GroupCreationOutcome.Ended, (await fixture.Create.RunAsync(new(accepted, 2), None)).Outcome);
        Assert.Empty(fixture.Groups.Calls);
    }

    [Fact]
    public async Task CreateContainerGroup_CancelledBefore_EndsAsCancelled()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Runs.Add(FakeRuns.Record(fixture.Now) with { CancelRequestedOn = fixture.Now });

        var creation = await fixture.Create.RunAsync(new(run, 1), None);

        Assert.Equal(RunCauses.Cancelled, creation.Ending?.Cause.Code);
        Assert.Equal(RunState.Accepted, fixture.Runs[run].State);
    }

    [Theory]
    [InlineData(RunState.Provisioning, false, false)]
    [InlineData(RunState.Provisioning, true, true)]
    [InlineData(RunState.Running, false, true)]
    public async Task StopContainerGroup_OnlyAClaimedAttempt_IsStopped(RunState state, bool claimed, bool expected)
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Add(state);
        fixture.Groups.Groups[new(run, 1)] = new();
        fixture.Documents.Status = claimed ? new AgentStatus { State = "running" } : null;

        Assert.Equal(new GroupStop(expected), await fixture.Stop.RunAsync(new(run, 1), None));
        Assert.Equal(expected ? ["stop"] : [], fixture.Groups.Calls);
    }

    [Fact]
    public async Task WatchRun_GroupCannotBeLookedAt_KeepsTheRunsDeadlines()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Add(RunState.Running);
        fixture.Groups.Failure = new InvalidDataException("no answer");
        var watch = new RunWatch { Attempt = new(run, 1), Plan = RunScript.Plan() };

        var early = await fixture.Watch.RunAsync(watch, None);
        fixture.Time.Advance(TimeSpan.FromHours(2));
        var late = await fixture.Watch.RunAsync(watch, None);

        Assert.Equal(RunVerdict.Wait, early);
        Assert.Equal(RunCauses.RunTimeout, late.Ending?.Cause.Code);
    }

    [Fact]
    public async Task SettleRun_Twice_KeepsTheFirst()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Add(RunState.Running);
        var settlement = new RunSettlement
        {
            Run = run,
            Ending = RunEnding.Failed(RunCauses.KernelDied, "first"),
            MayHaveGroup = true,
        };

        await new SettleRun(fixture.Settling).RunAsync(settlement, fixture.Durable, None);
        await fixture.SettleAsync(run);

        Assert.Equal(RunCauses.KernelDied, fixture.Runs[run].Cause?.Code);
        Assert.Equal(fixture.Now, fixture.Runs[run].EndedOn);
    }

    [Theory]
    [InlineData(true, RunState.Dismissed, RunCauses.Cancelled)]
    [InlineData(false, RunState.Failed, RunCauses.Preempted)]
    public async Task SettleRun_AgentWasSignalled_IsCancelledOnlyIfTheUserAskedForIt(
        bool asked, RunState state, string cause)
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Runs.Add(FakeRuns.Record(fixture.Now, RunState.Running) with
        {
            CancelRequestedOn = asked ? fixture.Now : null,
        });

        await fixture.SettleAsync(run);

        Assert.Equal((state, cause), (fixture.Runs[run].State, fixture.Runs[run].Cause?.Code));
    }

    [Fact]
    public async Task SettleRun_NoGroup_GivesUpBothPlaces()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Add();
        await fixture.PrepareAsync(run);

        await fixture.SettleAsync(run, mayHaveGroup: false);

        Assert.Empty(await fixture.Queues.EntriesAsync());
    }

    [Fact]
    public async Task SettleRun_EventCannotBeRaised_IsNoFailure()
    {
        var fixture = await RunActivityFixture.CreateAsync(limit: 1);
        RunReference[] runs = [fixture.Add(), fixture.Add()];
        await fixture.PrepareAsync(runs[0]);
        await fixture.PrepareAsync(runs[1]);
        fixture.Durable.RefusesEvents = true;

        await fixture.SettleAsync(runs[0]);

        Assert.Equal(RunReadiness.Admitted, (await fixture.PrepareAsync(runs[1])).Readiness);
    }

    [Fact]
    public async Task DeleteContainerGroup_StillGoesOn_GivesUpThePlaceAndAsksAgain()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Add();
        await fixture.PrepareAsync(run);
        await fixture.Create.RunAsync(new(run, 1), None);
        await fixture.SettleAsync(run);
        var before = await fixture.Admissions.CountAsync(RunAdmission.Placement, None);

        var first = await fixture.Delete.RunAsync(new(run, 1), fixture.Durable, None);
        var second = await fixture.Delete.RunAsync(new(run, 1), fixture.Durable, None);

        Assert.Equal((1, false, true), (before.Finishing, first.Gone, second.Gone));
        Assert.Empty(await fixture.Queues.EntriesAsync());
    }
}
