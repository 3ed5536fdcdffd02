using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Retention;
using CloudWorkspaces.Workspaces;
using static CloudWorkspaces.Functions.Tests.Runs.RunSamples;

namespace CloudWorkspaces.Functions.Tests.Runs;

public sealed class RetentionRulesTests
{
    [Theory]
    [InlineData(30, null, 29, 1_000, false)]
    [InlineData(30, null, 31, 0, true)]
    [InlineData(null, 10, 400, 9, false)]
    [InlineData(null, 10, 1, 10, true)]
    [InlineData(null, 0, 1, 0, true)]
    [InlineData(30, 10, 31, 3, true)]
    [InlineData(30, 10, 3, 11, true)]
    [InlineData(30, 10, 3, 3, false)]
    public void LetsGo_ByAgeOrByCount(int? days, int? runs, int age, int newer, bool expected) => Assert.Equal(
        expected,
        RetentionRules.LetsGo(Ended(Now.AddDays(-age)), newer, new WorkspaceRetention { Days = days, Runs = runs }, Now));

    [Fact]
    public void LetsGo_PinnedOpenOrJustEnded_Never()
    {
        WorkspaceRetention nothing = new() { Days = 1, Runs = 0 };

        Assert.False(RetentionRules.LetsGo(Ended(Now.AddDays(-900)) with { Pinned = true }, 100, nothing, Now));
        Assert.False(RetentionRules.LetsGo(Accepted("w", Now.AddDays(-900)), 100, nothing, Now));
        Assert.False(RetentionRules.LetsGo(Ended(Now.AddMinutes(-29)), 100, nothing, Now));
        Assert.True(RetentionRules.LetsGo(Ended(Now.AddMinutes(-31)), 100, nothing, Now));
    }

    private static RunRecord Ended(DateTimeOffset endedOn) => Accepted("w", endedOn.AddMinutes(-1)) with
    {
        State = RunState.Succeeded,
        Cause = Completed,
        EndedOn = endedOn,
    };
}
