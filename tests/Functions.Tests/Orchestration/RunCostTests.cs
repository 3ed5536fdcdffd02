using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

[Trait("Category", "Azurite")]
public sealed class RunCostTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Group_CreatedAndDeleted_IsPaidForThatTime()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Add();
        await fixture.Create.RunAsync(new(run, 1), None);
        fixture.Time.Advance(TimeSpan.FromMinutes(10));
        await fixture.SettleAsync(run);
        fixture.Time.Advance(TimeSpan.FromMinutes(5));

        await fixture.Delete.RunAsync(new(run, 1), fixture.Durable, None);
        await fixture.Delete.RunAsync(new(run, 1), fixture.Durable, None);

        var meter = Assert.Single(fixture.Ledger.Booked.Values);
        Assert.Equal((TimeSpan.FromMinutes(15), 0.36m, "admin"), (meter.To - meter.From, meter.PricePerHour, meter.User));
        Assert.Empty(fixture.Ledger.Meters);
    }

    [Theory]
    [InlineData(GroupCreationOutcome.Retry)]
    [InlineData(GroupCreationOutcome.Ended)]
    public async Task Group_NoneCouldBeHad_CostsNothing(GroupCreationOutcome outcome)
    {
        var fixture = await RunActivityFixture.CreateAsync();
        fixture.Groups.Answer = new() { Outcome = outcome };

        await fixture.Create.RunAsync(new(fixture.Add(), 1), None);

        Assert.Empty(fixture.Ledger.Meters);
        Assert.Empty(fixture.Ledger.Booked);
    }

    [Fact]
    public async Task Janitor_DeleterDiedBeforeBooking_TakesTheRunsEnd()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var run = fixture.Add();
        await fixture.Create.RunAsync(new(run, 1), None);
        fixture.Time.Advance(TimeSpan.FromMinutes(3));
        await fixture.SettleAsync(run);
        fixture.Durable.Set(run, OrchestrationRuntimeStatus.Terminated);
        fixture.Groups.Groups.Clear();

        await fixture.JanitorAsync(afterSeconds: 5);
        var early = fixture.Ledger.Booked.Count;
        await fixture.JanitorAsync(afterSeconds: 60);

        Assert.Equal(0, early);
        var meter = Assert.Single(fixture.Ledger.Booked.Values);
        Assert.Equal(TimeSpan.FromMinutes(3), meter.To - meter.From);
    }

    [Fact]
    public async Task Janitor_LeftOverMeters_AreBookedOrDropped()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        var ended = fixture.Ledger.Meters.GetOrAdd(new("default", CostKind.Session, "s", 1), Meter);
        var living = fixture.Ledger.Meters.GetOrAdd(new("default", CostKind.Session, "t", 1), Meter) with { To = null };
        fixture.Ledger.Meters[living.Key] = living;
        var unknown = new MeterKey("default", CostKind.Run, RunId.New(fixture.Now).Value, 1);
        fixture.Ledger.Meters[unknown] = Meter(unknown) with { To = null };

        await fixture.JanitorAsync(afterSeconds: 61);

        Assert.Equal([ended.Key], fixture.Ledger.Booked.Keys);
        Assert.Equal([living.Key], fixture.Ledger.Meters.Keys);

        CostMeter Meter(MeterKey key) => new()
        {
            Key = key,
            User = "tester",
            Flavor = "small",
            PricePerHour = 1,
            From = fixture.Now,
            To = fixture.Now.AddSeconds(1),
        };
    }

    [Theory]
    [InlineData(9.99, RunReadiness.Admitted)]
    [InlineData(10, RunReadiness.Refused)]
    public async Task PrepareRun_Budget_DecidesWhetherTheRunMayBegin(decimal spent, RunReadiness readiness)
    {
        var fixture = await RunActivityFixture.CreateAsync();
        fixture.Workspaces.Limits = new() { MonthlyBudget = 10 };
        fixture.Ledger.Spent = spent;

        var plan = await fixture.PrepareAsync(fixture.Add());

        Assert.Equal(readiness, plan.Readiness);
        Assert.Equal(readiness is RunReadiness.Refused ? RunCauses.BudgetExceeded : null, plan.Refusal?.Cause.Code);
        Assert.Equal(readiness is RunReadiness.Refused ? 0 : 2, (await fixture.Queues.EntriesAsync()).Count);
    }

    [Fact]
    public async Task PrepareRun_BudgetIsSpentWhileItWaited_IsRefusedAndNamesBoth()
    {
        var fixture = await RunActivityFixture.CreateAsync(limit: 1);
        fixture.Workspaces.Limits = new() { MonthlyBudget = 10 };
        RunReference[] runs = [fixture.Add(), fixture.Add()];
        await fixture.PrepareAsync(runs[0]);
        Assert.Equal(RunReadiness.Waiting, (await fixture.PrepareAsync(runs[1])).Readiness);
        fixture.Ledger.Spent = 12.5m;
        await fixture.SettleAsync(runs[0]);

        var plan = await fixture.PrepareAsync(runs[1]);

        Assert.Equal(RunState.Failed, plan.Refusal?.State);
        Assert.Equal(
            "Workspace 'default' has spent 12.50 of its budget of 10.00 for 2026-11.", plan.Refusal?.Cause.Message);
    }

    [Fact]
    public async Task PrepareRun_GroupExistsAlready_IsNotHeldUpByTheBudget()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        fixture.Workspaces.Limits = new() { MonthlyBudget = 0 };

        var plan = await fixture.PrepareAsync(fixture.Add(RunState.Running));

        Assert.Equal(RunReadiness.Admitted, plan.Readiness);
    }
}
