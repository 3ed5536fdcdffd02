using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions;
using CloudWorkspaces.Sessions.Orchestration;

namespace CloudWorkspaces.Functions.Tests.Sessions;

public sealed class SessionJanitorRulesTests
{
    private static readonly DateTimeOffset Asked = SessionSamples.Now;
    private static readonly SessionReference First = SessionSamples.Session().Reference;

    [Theory]
    [InlineData(SessionState.Starting, "Missing", 4, "None")]
    [InlineData(SessionState.Starting, "Missing", 6, "Start")]
    [InlineData(SessionState.Ready, "Missing", 6, "Start")]
    [InlineData(SessionState.Ready, "Active", 90_000, "None")]
    [InlineData(SessionState.Ready, "Ended", 6, "Settle")]
    [InlineData(SessionState.Stopped, "Missing", 6, "Forget")]
    [InlineData(SessionState.Failed, "Ended", 6, "Forget")]
    [InlineData(SessionState.Stopped, "Active", 6, "None")]
    public void ForAttempt_StateAndOrchestration_DecideTheRepair(
        SessionState state, string orchestration, int age, string expected) =>
        Assert.Equal(expected, Repair(SessionSamples.Ready() with { State = state }, orchestration, age));

    [Theory]
    [InlineData(10, "None")]
    [InlineData(20, "RaiseStop")]
    public void ForAttempt_StopRequested_IsRaisedAgainAfterAWhile(int age, string expected) =>
        Assert.Equal(expected, Repair(SessionSamples.Ready() with { StopRequestedOn = Asked }, "Active", age));

    [Fact]
    public void ForAttempt_Successor_EndsTheOneBefore()
    {
        var second = SessionSamples.Session() with { Attempt = 2 };

        Assert.Equal("RaiseStop", Repair(second, "Active", 20));
        Assert.Equal("Forget", Repair(second, "Ended", 20));
    }

    [Theory]
    [InlineData(30, "None")]
    [InlineData(61, "Forget")]
    public void ForAttempt_NoRow_IsForgottenWhenNobodyIsInsertingIt(int age, string expected) =>
        Assert.Equal(expected, Repair(null, "Missing", age));

    [Theory]
    [InlineData(null, "Active", false)]
    [InlineData(null, "Ended", false)]
    [InlineData(30, "Ended", false)]
    [InlineData(90, "Ended", true)]
    [InlineData(90, "Active", false)]
    public void IsOrphan_OwnAttempt_OnlyAfterTheEndAndWithoutAnOrchestration(int? endedAgo, string orchestration, bool expected)
    {
        var record = SessionSamples.Ready() with { EndedOn = endedAgo is { } ago ? Asked.AddSeconds(-ago) : null };

        Assert.Equal(expected, SessionJanitorRules.IsOrphan(First, record, Presence(orchestration), Asked));
    }

    [Fact]
    public void IsOrphan_UnknownSessionOrEarlierAttempt_IsTrueOnceNobodyWorksOnIt()
    {
        var second = SessionSamples.Ready() with { Attempt = 2 };

        Assert.True(SessionJanitorRules.IsOrphan(First, null, OrchestrationPresence.Missing, Asked));
        Assert.True(SessionJanitorRules.IsOrphan(First, second, OrchestrationPresence.Ended, Asked));
        Assert.False(SessionJanitorRules.IsOrphan(First, second, OrchestrationPresence.Active, Asked));
    }

    private static string Repair(SessionRecord? record, string orchestration, int age) => SessionJanitorRules
        .ForAttempt(First, record, Presence(orchestration), Asked.AddSeconds(age)).ToString();

    private static OrchestrationPresence Presence(string name) => Enum.Parse<OrchestrationPresence>(name);
}
