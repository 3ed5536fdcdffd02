using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

public sealed class JanitorRulesTests
{
    private static readonly DateTimeOffset Created = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RunState.Accepted, "Missing", 4, "None")]
    [InlineData(RunState.Accepted, "Missing", 6, "Start")]
    [InlineData(RunState.Accepted, "Active", 6, "None")]
    [InlineData(RunState.Accepted, "Ended", 6, "Settle")]
    [InlineData(RunState.Provisioning, "Missing", 6, "Settle")]
    [InlineData(RunState.Provisioning, "Active", 9_000, "None")]
    [InlineData(RunState.Running, "Active", 9_000, "None")]
    [InlineData(RunState.Running, "Ended", 6, "Settle")]
    [InlineData(RunState.Succeeded, "Active", 6, "Forget")]
    [InlineData(RunState.Dismissed, "Missing", 6, "Forget")]
    public void ForRun_StateAndOrchestration_DecideTheRepair(
        RunState state, string orchestration, int age, string expected)
    {
        var record = FakeRuns.Record(Created, state);

        Assert.Equal(expected, JanitorRules.ForRun(Facts(record, orchestration, age)).ToString());
    }

    [Theory]
    [InlineData(10, "None")]
    [InlineData(20, "RaiseCancel")]
    public void ForRun_CancelRequested_IsRaisedAgainAfterAWhile(int age, string expected)
    {
        var record = FakeRuns.Record(Created, RunState.Running) with { CancelRequestedOn = Created };

        Assert.Equal(expected, JanitorRules.ForRun(Facts(record, "Active", age)).ToString());
    }

    [Theory]
    [InlineData(30, "None")]
    [InlineData(61, "Forget")]
    public void ForRun_NoRow_IsForgottenWhenNobodyIsInsertingIt(int age, string expected) =>
        Assert.Equal(expected, JanitorRules.ForRun(Facts(null, "Missing", age)).ToString());

    [Theory]
    [InlineData(RunState.Provisioning, "Active", 90_000, false)]
    [InlineData(RunState.Running, "Active", 90_000, false)]
    [InlineData(RunState.Running, "Ended", 90_000, false)]
    [InlineData(RunState.Succeeded, "Active", 70, false)]
    [InlineData(RunState.Succeeded, "Active", 1_801, true)]
    [InlineData(RunState.Succeeded, "Ended", 30, false)]
    [InlineData(RunState.Succeeded, "Ended", 61, true)]
    [InlineData(RunState.Succeeded, "Missing", 61, true)]
    public void IsOrphan_RunsOwnAttempt_OnlyAfterTheEndAndWithoutAnOrchestration(
        RunState state, string orchestration, int age, bool expected)
    {
        var record = FakeRuns.Record(Created, state) with { EndedOn = state.IsTerminal() ? Created : null };

        Assert.Equal(expected, JanitorRules.IsOrphan(1, Facts(record, orchestration, age)));
    }

    [Fact]
    public void IsOrphan_UnknownRunOrEarlierAttempt_IsTrue()
    {
        var second = FakeRuns.Record(Created, RunState.Running) with { Attempt = 2 };

        Assert.True(JanitorRules.IsOrphan(1, Facts(null, "Missing", 1)));
        Assert.True(JanitorRules.IsOrphan(1, Facts(second, "Active", 1)));
        Assert.False(JanitorRules.IsOrphan(2, Facts(second, "Active", 1)));
    }

    [Theory]
    [InlineData(AdmissionState.Running, RunState.Accepted, false, "Active", 10, "None")]
    [InlineData(AdmissionState.Running, RunState.Accepted, false, "Active", 20, "Raise")]
    [InlineData(AdmissionState.Running, RunState.Accepted, true, "Active", 20, "None")]
    [InlineData(AdmissionState.Waiting, RunState.Accepted, true, "Active", 9_000, "None")]
    [InlineData(AdmissionState.Running, RunState.Provisioning, false, "Active", 9_000, "None")]
    [InlineData(AdmissionState.Running, RunState.Running, false, "Active", 9_000, "None")]
    [InlineData(AdmissionState.Running, RunState.Succeeded, false, "Active", 30, "None")]
    [InlineData(AdmissionState.Running, RunState.Succeeded, false, "Active", 61, "Release")]
    [InlineData(AdmissionState.Waiting, RunState.Dismissed, true, "Ended", 61, "Release")]
    [InlineData(AdmissionState.Finishing, RunState.Succeeded, false, "Active", 600, "None")]
    [InlineData(AdmissionState.Converting, RunState.Succeeded, false, "Active", 1_801, "Release")]
    [InlineData(AdmissionState.Finishing, RunState.Succeeded, false, "Ended", 61, "Release")]
    public void ForEntry_StateOfTheRun_DecidesTheRepair(
        AdmissionState state, RunState run, bool waits, string orchestration, int age, string expected)
    {
        var record = FakeRuns.Record(Created, run) with { EndedOn = run.IsTerminal() ? Created : null };
        var facts = Facts(record, orchestration, age);
        var entry = new AdmissionEntry
        {
            Queue = QueueKey.Workspace("default"),
            Run = facts.Run,
            State = state,
            Since = Created,
        };

        Assert.Equal(expected, JanitorRules.ForEntry(entry, waits, facts).ToString());
    }

    private static JanitorFacts Facts(RunRecord? record, string orchestration, int age) => new()
    {
        Run = new("default", (record?.Id ?? RunId.New(Created)).Value),
        Record = record,
        Orchestration = Enum.Parse<OrchestrationPresence>(orchestration),
        Now = Created.AddSeconds(age),
    };
}
