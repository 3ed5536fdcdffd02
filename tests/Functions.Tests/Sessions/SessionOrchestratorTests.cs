using CloudWorkspaces.Functions.Tests.Orchestration;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions;
using CloudWorkspaces.Sessions.Orchestration;

namespace CloudWorkspaces.Functions.Tests.Sessions;

public sealed class SessionOrchestratorTests
{
    private static readonly string[] StopAndDelete =
        [nameof(StopSessionGroup), nameof(SettleSession), nameof(DeleteSessionGroup)];

    private readonly SessionScript _script = new();

    [Fact]
    public void RunAsync_StopRequested_StopsSettlesAndDeletes()
    {
        _script.Driver.Raise(SessionEvents.StopRequested, seconds: 3);

        _script.Driver.Run();

        Assert.Equal(
            [nameof(PrepareSession), nameof(CreateSessionGroup), nameof(WatchSession), .. StopAndDelete],
            _script.Driver.Calls);
        Assert.Equal(SessionCauses.Stopped, _script.Settled!.Cause.Code);
        Assert.Equal(4, _script.SettledAfter);
    }

    [Fact]
    public void RunAsync_AgentDoesNotAnswerTheStop_SettlesAfterItsTime()
    {
        _script.Driver.On(nameof(StopSessionGroup), _ => new GroupStop(true));
        _script.Driver.Raise(SessionEvents.StopRequested, seconds: 3);

        _script.Driver.Run();

        Assert.Equal(3 + 15, _script.SettledAfter);
    }

    [Theory]
    [InlineData(RunCauses.Completed, SessionCauses.Stopped)]
    [InlineData(RunCauses.Cancelled, RunCauses.Preempted)]
    [InlineData(SessionCauses.LabCrashed, SessionCauses.LabCrashed)]
    [InlineData(RunCauses.MountFailed, RunCauses.MountFailed)]
    public void RunAsync_AgentSettles_IsOverWithoutAStop(string cause, string expected)
    {
        _script.Driver.Raise(SessionEvents.AgentSettled, new SessionSettled(SessionScript.Cause(cause)), seconds: 2);

        _script.Driver.Run();

        Assert.Equal(expected, _script.Settled!.Cause.Code);
        Assert.Equal(2, _script.SettledAfter);
        Assert.DoesNotContain(nameof(StopSessionGroup), _script.Driver.Calls);
        Assert.Equal(nameof(DeleteSessionGroup), _script.Driver.Calls[^1]);
    }

    [Fact]
    public void RunAsync_LivesForADay_KeepsItsHistoryShort()
    {
        var endsOn = _script.Driver.Now.AddDays(1);
        _script.Driver.On(nameof(WatchSession), _ => _script.Driver.Now < endsOn
            ? new SessionVerdict()
            : new() { Ending = SessionEnding.Of(SessionCauses.MaxAge, "old", stopFirst: true) });

        _script.Driver.Run();

        Assert.Equal(SessionCauses.MaxAge, _script.Settled!.Cause.Code);
        Assert.InRange(_script.SettledAfter, 86_400, 86_400 + 61);
        Assert.InRange(_script.Driver.LongestHistory, 50, 200);
        Assert.InRange(_script.Driver.ContinuedAsNew, 20, 40);
        Assert.Equal(StopAndDelete, _script.Driver.Calls[^3..]);
    }

    [Fact]
    public void RunAsync_VerdictNamesATime_LooksThenAgain()
    {
        List<double> looks = [];
        _script.Driver.On(nameof(WatchSession), _ =>
        {
            looks.Add((_script.Driver.Now - OrchestrationDriver.StartedOn).TotalSeconds);
            return looks.Count < 4
                ? new SessionVerdict { NextSeconds = 2 }
                : new() { Ending = SessionEnding.Of(SessionCauses.Idle, "idle", stopFirst: true) };
        });

        _script.Driver.Run();

        Assert.Equal([0, 2, 4, 6], looks);
    }

    [Fact]
    public void RunAsync_LooksFailForAWhile_GoesOn()
    {
        var looks = 0;
        _script.Driver.On(nameof(WatchSession), _ => ++looks < 4 ? throw new InvalidDataException("no storage") : new SessionVerdict());
        _script.Driver.Raise(SessionEvents.StopRequested, seconds: 300);

        _script.Driver.Run();

        Assert.Equal(SessionCauses.Stopped, _script.Settled!.Cause.Code);
        Assert.True(looks > 4, $"{looks} looks.");
    }

    [Fact]
    public void RunAsync_NoGroupCanBeHad_EndsWithTheReason()
    {
        _script.Driver.On(nameof(CreateSessionGroup), _ => new GroupCreation
        {
            Outcome = GroupCreationOutcome.Retry,
            Reason = "ContainerGroupQuotaReached",
        });

        _script.Driver.Run();

        Assert.Equal(RunCauses.QuotaExceeded, _script.Settled!.Cause.Code);
        Assert.Contains("ContainerGroupQuotaReached", _script.Settled.Cause.Message, StringComparison.Ordinal);
        Assert.InRange(_script.SettledAfter, 1_800, 1_861);
    }

    [Fact]
    public void RunAsync_RefusedForGood_TakesTheCause()
    {
        _script.Driver.On(nameof(CreateSessionGroup), _ => new GroupCreation
        {
            Outcome = GroupCreationOutcome.Ended,
            Ending = RunEnding.Failed(RunCauses.ImageUnavailable, "no such image"),
        });

        _script.Driver.Run();

        Assert.Equal((RunCauses.ImageUnavailable, SessionState.Failed), (_script.Settled!.Cause.Code, _script.Settled.State));
    }

    [Theory]
    [InlineData(SessionReadiness.StopRequested)]
    [InlineData(SessionReadiness.Closed)]
    public void RunAsync_StoppedBeforeItBegan_MakesNoGroup(SessionReadiness readiness)
    {
        _script.Driver.On(nameof(PrepareSession), _ => SessionScript.Plan(readiness));

        _script.Driver.Run();

        Assert.Equal([nameof(PrepareSession), nameof(SettleSession)], _script.Driver.Calls);
    }

    [Fact]
    public void RunAsync_SecondAttempt_WaitsForTheFirstOnesGroupAndDeletesItWhenItStays()
    {
        var second = new SessionScript(attempt: 2);
        second.Driver.On(nameof(FindSessionGroup), _ => new GroupDeletion(false));
        var deleted = new List<SessionReference>();
        second.Driver.On<SessionReference>(nameof(DeleteSessionGroup), group =>
        {
            deleted.Add(group);
            return new GroupDeletion(true);
        });
        second.Driver.On(nameof(CreateSessionGroup), _ =>
        {
            Assert.Equal([second.Session with { Attempt = 1 }], deleted);
            second.Driver.Raise(SessionEvents.StopRequested, seconds: 1);
            return new GroupCreation { Outcome = GroupCreationOutcome.Created };
        });

        second.Driver.Run();

        Assert.Equal(SessionCauses.Stopped, second.Settled!.Cause.Code);
        Assert.Equal([1, 2], deleted.Select(group => group.Attempt));
        Assert.InRange(second.SettledAfter, 30, 40);
    }

    [Fact]
    public void RunAsync_StepFailsThroughAllItsRetries_EndsWithPlatformError()
    {
        _script.Driver.On(nameof(PrepareSession), _ => throw new InvalidDataException("no storage"));
        var prepared = false;

        _script.Driver.On<SessionSettlement>(nameof(SettleSession), settlement =>
        {
            prepared = settlement.Ending.Cause.Code == RunCauses.PlatformError;
            return null;
        });
        _script.Driver.Run();

        Assert.True(prepared);
    }
}
