using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Functions.Tests.Usage;

[Trait("Category", "Azurite")]
public sealed class SessionCostTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Group_CreatedAndDeleted_IsPaidForThatTime()
    {
        var fixture = await SessionUsageFixture.CreateAsync();
        var session = await fixture.StartAsync("a", cpu: 2, flavor: "medium");
        await fixture.Create.RunAsync(session, None);
        fixture.Time.Advance(TimeSpan.FromMinutes(90));
        await fixture.Create.RunAsync(session, None);
        await fixture.SettleAsync(session);

        await fixture.Delete.RunAsync(session, None);
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await fixture.Delete.RunAsync(session, None);

        var meter = Assert.Single(fixture.Ledger.Booked.Values);
        Assert.Equal(new MeterKey("default", CostKind.Session, session.SessionId, 1), meter.Key);
        Assert.Equal((TimeSpan.FromMinutes(90), 0.72m, "tester"), (meter.To - meter.From, meter.PricePerHour, meter.User));
    }

    [Theory]
    [InlineData(GroupCreationOutcome.Retry)]
    [InlineData(GroupCreationOutcome.Ended)]
    public async Task Group_NoneCouldBeHad_CostsNothing(GroupCreationOutcome outcome)
    {
        var fixture = await SessionUsageFixture.CreateAsync();
        fixture.Groups.Answer = new() { Outcome = outcome };

        await fixture.Create.RunAsync(await fixture.StartAsync("a"), None);

        Assert.Empty(fixture.Ledger.Meters);
        Assert.Empty(fixture.Ledger.Booked);
    }

    [Fact]
    public async Task Janitor_DeleterDiedBeforeBooking_TakesTheSessionsEnd()
    {
        var fixture = await SessionUsageFixture.CreateAsync();
        var session = await fixture.StartAsync("a");
        await fixture.Create.RunAsync(session, None);
        fixture.Time.Advance(TimeSpan.FromMinutes(3));
        await fixture.SettleAsync(session);
        fixture.Groups.Groups.Clear();
        await fixture.JanitorAsync(afterSeconds: 70);
        var whileItsOrchestrationLives = fixture.Ledger.Booked.Count;
        fixture.Durable.Instances[session.InstanceId] = OrchestrationRuntimeStatus.Terminated;

        await fixture.JanitorAsync(afterSeconds: 1);

        Assert.Equal(0, whileItsOrchestrationLives);
        var meter = Assert.Single(fixture.Ledger.Booked.Values);
        Assert.Equal(TimeSpan.FromMinutes(3), meter.To - meter.From);
    }

    [Fact]
    public async Task Janitor_AttemptHasASuccessor_EndedWhenThatWasAskedFor()
    {
        var fixture = await SessionUsageFixture.CreateAsync();
        var session = await fixture.StartAsync("a");
        await fixture.Create.RunAsync(session, None);
        fixture.Time.Advance(TimeSpan.FromMinutes(5));
        await fixture.Store.UpdateAsync(
            "default", session.Id, current => SessionIntake.Again(current, fixture.Time.GetUtcNow()), None);
        fixture.Durable.Instances[session.InstanceId] = OrchestrationRuntimeStatus.Terminated;
        fixture.Durable.Instances[(session with { Attempt = 2 }).InstanceId] = OrchestrationRuntimeStatus.Running;
        fixture.Groups.Groups.Clear();

        await fixture.JanitorAsync(afterSeconds: 61);

        var meter = Assert.Single(fixture.Ledger.Booked.Values);
        Assert.Equal((1, TimeSpan.FromMinutes(5)), (meter.Key.Attempt, meter.To - meter.From));
    }

    [Fact]
    public async Task Janitor_GroupOfNobody_IsDeletedAndBooked()
    {
        var fixture = await SessionUsageFixture.CreateAsync();
        var session = await fixture.StartAsync("a");
        await fixture.Create.RunAsync(session, None);
        await fixture.SettleAsync(session);
        fixture.Durable.Instances[session.InstanceId] = OrchestrationRuntimeStatus.Failed;

        await fixture.JanitorAsync(afterSeconds: 61);

        Assert.Empty(fixture.Groups.Groups);
        Assert.Single(fixture.Ledger.Booked);
    }
}
