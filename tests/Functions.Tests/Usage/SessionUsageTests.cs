using CloudWorkspaces.Functions.Tests.Admission;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Functions.Tests.Usage;

[Trait("Category", "Azurite")]
public sealed class SessionUsageTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task InsertAsync_MoreThanTheLimits_IsRefusedAndTakesNothing()
    {
        var fixture = await SessionUsageFixture.CreateAsync();
        fixture.Limits = new() { Cpu = 3, ConcurrentSessions = 2 };
        await fixture.StartAsync("a", cpu: 2);

        var cpu = await RefusalAsync(() => fixture.StartAsync("b", cpu: 2));
        await fixture.StartAsync("b");
        var count = await RefusalAsync(() => fixture.StartAsync("c", cpu: 0.5));
        fixture.Limits = new() { MonthlyBudget = 10 };
        fixture.Ledger.Spent = 10.5m;
        var budget = await RefusalAsync(() => fixture.StartAsync("c"));

        Assert.Equal((409, "urn:cloud-workspaces:problem:limit-exceeded"), (cpu.Status, cpu.Type));
        Assert.Contains("may use 3 vCPU at the same time; it uses 2, and this would make 4", cpu.Detail, StringComparison.Ordinal);
        Assert.Contains("may have 2 sessions at the same time, and has 2", count.Detail, StringComparison.Ordinal);
        Assert.Equal((409, "urn:cloud-workspaces:problem:budget-exceeded"), (budget.Status, budget.Type));
        Assert.Contains("has spent 10.50 of its budget of 10.00", budget.Detail, StringComparison.Ordinal);
        Assert.Equal((2, 3_000L), ((await fixture.CountAsync()).Sessions, (await fixture.CountAsync()).MilliCpu));
    }

    [Fact]
    public async Task InsertAsync_NameIsTaken_GivesTheSeatBack()
    {
        var fixture = await SessionUsageFixture.CreateAsync();
        fixture.Store.Refuses = true;

        var refusal = await RefusalAsync(() => fixture.StartAsync("a"));

        Assert.Equal("The name is taken.", refusal.Detail);
        Assert.Empty(await fixture.SeatsAsync());
    }

    [Fact]
    public async Task SettleAsync_SessionEnds_ItsProcessorsGoToARunThatWaits()
    {
        var fixture = await SessionUsageFixture.CreateAsync();
        fixture.Limits = new() { Cpu = 2 };
        var session = await fixture.StartAsync("a", cpu: 2);
        var run = fixture.Queues.Runs(1)[0];
        var waits = await fixture.Queues.Create().RequestAsync(AdmissionFixture.Workspace, run, 5, None, 1_000);
        fixture.Durable.Instances[run.InstanceId] = OrchestrationRuntimeStatus.Running;

        await fixture.SettleAsync(session);
        await fixture.SettleAsync(session);

        Assert.Equal(AdmissionState.Waiting, waits.State);
        Assert.Equal([(run.InstanceId, RunEvents.Admitted)], fixture.Durable.Raised.Select(item => (item.Instance, item.Event)));
        Assert.Empty(await fixture.SeatsAsync());
    }

    [Fact]
    public async Task GrantRunsAsync_LimitWasRaised_TellsTheRunThatHasRoomNow()
    {
        var fixture = await SessionUsageFixture.CreateAsync();
        fixture.Limits = new() { ConcurrentRuns = 0 };
        var run = fixture.Queues.Runs(1)[0];
        await fixture.Queues.Create().RequestAsync(AdmissionFixture.Workspace, run, 5, None, 1_000);
        fixture.Durable.Instances[run.InstanceId] = OrchestrationRuntimeStatus.Running;

        await fixture.Usage.GrantRunsAsync("default", fixture.Durable, None);
        var before = fixture.Durable.Raised.Count;
        fixture.Limits = new() { ConcurrentRuns = 1 };
        await fixture.Usage.GrantRunsAsync("default", fixture.Durable, None);

        Assert.Equal(0, before);
        Assert.Equal([(run.InstanceId, RunEvents.Admitted)], fixture.Durable.Raised.Select(item => (item.Instance, item.Event)));
    }

    [Fact]
    public async Task RestartAsync_AnotherFlavor_ChangesTheSeatWithinTheLimit()
    {
        var fixture = await SessionUsageFixture.CreateAsync();
        fixture.Limits = new() { Cpu = 2 };
        var session = await fixture.StartAsync("a");

        var refusal = await RefusalAsync(() => RestartAsync(cpu: 3));
        await RestartAsync(cpu: 2);
        await fixture.SettleAsync(session);

        Assert.Contains("this would make 3", refusal.Detail, StringComparison.Ordinal);
        Assert.Equal([(session.SessionId, 2.0)], await fixture.SeatsAsync());

        Task<SessionRecord> RestartAsync(double cpu) => fixture.Entry.RestartAsync(
            fixture.Workspace,
            fixture.Store[session],
            current => SessionIntake.Again(current, fixture.Time.GetUtcNow()),
            cpu,
            None);
    }

    [Fact]
    public async Task JanitorAsync_CrashBetweenSeatAndRow_ReleasesTheSeat()
    {
        var fixture = await SessionUsageFixture.CreateAsync();
        var session = RunId.New(fixture.Time.GetUtcNow()).Value;
        await fixture.Usage.EnterSessionAsync(fixture.Workspace, session, 1, None);

        await fixture.JanitorAsync(afterSeconds: 30);
        var early = (await fixture.SeatsAsync()).Count;
        await fixture.JanitorAsync(afterSeconds: 31);

        Assert.Equal(1, early);
        Assert.Empty(await fixture.SeatsAsync());
    }

    [Fact]
    public async Task JanitorAsync_SeatsAreNotThoseOfTheSessions_MakesThemSo()
    {
        var fixture = await SessionUsageFixture.CreateAsync();
        var living = await fixture.StartAsync("living", cpu: 1, flavor: "medium");
        var lost = await fixture.StartAsync("lost");
        var ended = await fixture.StartAsync("ended");
        await fixture.Usage.LeaveSessionAsync("default", lost.SessionId, fixture.Durable, None);
        await fixture.SettleAsync(ended);
        await fixture.Usage.KeepSessionAsync(new SessionUse("default", ended.SessionId, 1), None);

        await fixture.JanitorAsync(afterSeconds: 1);

        Assert.Equal(
            new[] { (living.SessionId, 2.0), (lost.SessionId, 1.0) }.Order(), (await fixture.SeatsAsync()).Order());
    }

    [Fact]
    public async Task StopAsync_WorkspaceIsDeleted_AsksEverySessionOfItToEnd()
    {
        var fixture = await SessionUsageFixture.CreateAsync();
        var session = await fixture.StartAsync("a");

        var others = await fixture.Work.StopAsync("other", fixture.Durable, None);
        var left = await fixture.Work.StopAsync("default", fixture.Durable, None);
        await fixture.SettleAsync(session);
        var none = await fixture.Work.StopAsync("default", fixture.Durable, None);

        Assert.Equal((0, 1, 0), (others, left, none));
        Assert.NotNull(fixture.Store[session].StopRequestedOn);
        Assert.Equal([session.InstanceId], fixture.Durable.Raised.Select(item => item.Instance));
    }

    private static async Task<Problem> RefusalAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<ProblemException>(act)).Problem;
}
