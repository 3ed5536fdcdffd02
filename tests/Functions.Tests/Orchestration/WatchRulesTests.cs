using CloudWorkspaces.Agents;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

public sealed class WatchRulesTests
{
    private static readonly DateTimeOffset Created = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly RunRecord Running = FakeRuns.Record(Created, RunState.Running);
    private static readonly RunRecord Provisioning = FakeRuns.Record(Created, RunState.Provisioning);
    private static readonly RunGroup Live = new();
    private static readonly RunGroup Dead = new() { Ended = true, ExitCode = 9 };

    private static readonly AgentStatus Settled = new()
    {
        State = "settled",
        ClaimedOn = Created,
        UpdatedOn = Created.AddSeconds(30),
        Cause = new() { Code = RunCauses.NotebookError, Message = "ZeroDivisionError", CellIndex = 3 },
    };

    [Fact]
    public void Decide_NothingUnusual_Waits()
    {
        Assert.Equal(RunVerdict.Wait, Decide(Running, Live));
        Assert.Equal(RunVerdict.Wait, Decide(Provisioning, Live));
    }

    [Fact]
    public void Decide_GroupGone_IsPlatformError() =>
        AssertFailed(RunCauses.PlatformError, Decide(Running, null));

    [Fact]
    public void Decide_GroupEnded_IsPlatformErrorWithTheExitCode()
    {
        var verdict = Decide(Running, Dead);

        AssertFailed(RunCauses.PlatformError, verdict);
        Assert.Contains("exit code 9", verdict.Ending!.Cause.Message);
        Assert.True(verdict.GroupEnded);
    }

    [Fact]
    public void Decide_GroupEndedJustNow_GivesTheEventItsTime() =>
        Assert.Equal(RunVerdict.Wait, Decide(Running, Dead with { EndedOn = Created.AddSeconds(58) }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decide_GroupEndedOrGoneButItsAgentLeftACause_TakesThatOne(bool gone)
    {
        var verdict = Decide(Running, gone ? null : Dead, Settled);

        AssertFailed(RunCauses.NotebookError, verdict);
        Assert.Equal(3, verdict.Ending!.Cause.CellIndex);
        Assert.Equal(Created, verdict.Ending.StartedOn);
    }

    [Theory]
    [InlineData(RunCauses.Completed, RunState.Succeeded)]
    [InlineData(RunCauses.Cancelled, RunState.Dismissed)]
    [InlineData(RunCauses.KernelDied, RunState.Failed)]
    public void Decide_CauseLeftBehind_DecidesTheState(string code, RunState expected)
    {
        var status = Settled with { Cause = new() { Code = code, Message = "" } };

        Assert.Equal(expected, Decide(Running, Dead, status).Ending!.State);
    }

    [Fact]
    public void Decide_Evicted_IsPreempted() =>
        AssertFailed(RunCauses.Preempted, Decide(Running, Dead with { Evicted = true }));

    [Fact]
    public void Decide_KilledForMemory_IsOutOfMemoryOfTheContainer()
    {
        var verdict = Decide(Running, Dead with { OutOfMemory = true });

        AssertFailed(RunCauses.OutOfMemory, verdict);
        Assert.Equal("container", verdict.Ending!.Cause.Scope);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decide_ImageCannotBeHad_IsImageUnavailable(bool ended) => AssertFailed(
        RunCauses.ImageUnavailable, Decide(Provisioning, new() { Ended = ended, ImageError = "manifest unknown" }));

    [Theory]
    [InlineData(true, 0, RunCauses.MountFailed)]
    [InlineData(false, 1_790, null)]
    [InlineData(false, 1_810, RunCauses.MountFailed)]
    public void Decide_ShareCannotBeMounted_GivesTheServiceItsTime(bool ended, int seconds, string? expected)
    {
        var verdict = Decide(Provisioning, new() { Ended = ended, MountError = "Mount 'x': denied" }, after: seconds);

        Assert.Equal((expected, expected is null ? null : "Mount 'x': denied"), (verdict.Ending?.Cause.Code, verdict.Ending?.Cause.Message));
    }

    [Fact]
    public void Decide_CancelRequestedInTheRow_SaysSo() =>
        Assert.True(Decide(Running with { CancelRequestedOn = Created }, Live).CancelRequested);

    [Fact]
    public void Decide_CancelRequestedAndGroupGone_IsCancelled() => Assert.Equal(
        RunState.Dismissed, Decide(Running with { CancelRequestedOn = Created }, null).Ending!.State);

    [Theory]
    [InlineData(1_790, null)]
    [InlineData(1_810, RunCauses.StartTimeout)]
    public void Decide_NotClaimed_FailsAfterTheProvisioningTimeout(int seconds, string? expected) =>
        Assert.Equal(expected, Decide(Provisioning, Live, after: seconds).Ending?.Cause.Code);

    [Fact]
    public void Decide_ClaimedButItsEventIsLate_CountsAsClaimed() => Assert.Equal(
        RunVerdict.Wait, Decide(Provisioning, Live, new() { State = "running", ClaimedOn = Created }, after: 1_810));

    [Theory]
    [InlineData(3_600 + 110, null)]
    [InlineData(3_600 + 130, RunCauses.RunTimeout)]
    public void Decide_AgentDoesNotKeepTheRunTimeout_FailsAfterTheGrace(int seconds, string? expected) =>
        Assert.Equal(expected, Decide(Running, Live, after: seconds).Ending?.Cause.Code);

    [Theory]
    [InlineData(100, null)]
    [InlineData(300, RunCauses.NotebookError)]
    public void Decide_SettledEventLostWhileTheGroupLives_TakesTheCauseAfterAWhile(int seconds, string? expected) =>
        Assert.Equal(expected, Decide(Running, Live, Settled, seconds).Ending?.Cause.Code);

    [Fact]
    public void Decide_TerminalOrMissing_EndsTheWatch()
    {
        Assert.NotNull(Decide(FakeRuns.Ended(Created, Created), Live).Ending);
        Assert.False(Decide(FakeRuns.Ended(Created, Created), Live).GroupEnded);
        Assert.True(Decide(FakeRuns.Ended(Created, Created), Dead).GroupEnded);
        Assert.NotNull(Decide(null, null).Ending);
    }

    private static RunVerdict Decide(RunRecord? record, RunGroup? group, AgentStatus? status = null, int after = 60) =>
        WatchRules.Decide(
            new() { Record = record, Group = group, Status = status, Now = Created.AddSeconds(after) },
            RunScript.Plan());

    private static void AssertFailed(string code, RunVerdict verdict) =>
        Assert.Equal((RunState.Failed, code), (verdict.Ending?.State, verdict.Ending?.Cause.Code));
}
