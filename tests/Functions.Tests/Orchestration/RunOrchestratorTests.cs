using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

public sealed class RunOrchestratorTests
{
    private readonly RunScript _script = new();

    [Fact]
    public void RunAsync_AgentSettles_CallsEveryStepOnceInOrder()
    {
        _script.Driver.Run();

        Assert.Equal(
            [nameof(PrepareRun), nameof(CreateContainerGroup), nameof(SettleRun), nameof(DeleteContainerGroup)],
            _script.Driver.Calls);
        Assert.Equal((RunState.Succeeded, RunCauses.Completed), (_script.Ending.State, _script.Ending.Cause.Code));
        Assert.Equal(3, (_script.SettledOn - OrchestrationDriver.StartedOn).TotalSeconds);
        Assert.Equal(5, (_script.Driver.Now - OrchestrationDriver.StartedOn).TotalSeconds);
    }

    [Fact]
    public void RunAsync_NoRoom_WaitsForTheEventWithoutPolling()
    {
        var prepared = 0;
        _script.Driver.On(nameof(PrepareRun), _ => RunScript.Plan(
            prepared++ < 2 ? RunReadiness.Waiting : RunReadiness.Admitted));
        _script.Driver.Raise(RunEvents.Admitted, seconds: 4_000);
        _script.Driver.Raise(RunEvents.Admitted, seconds: 8_000);

        _script.Driver.Run();

        Assert.Equal(3, prepared);
        Assert.Equal(RunState.Succeeded, _script.Ending.State);
        Assert.Equal(8_003, (_script.SettledOn - OrchestrationDriver.StartedOn).TotalSeconds);
    }

    [Fact]
    public void RunAsync_NoRoomUntilTheDeadline_FailsWithQuotaExceededAndNoGroup()
    {
        _script.Driver.On(nameof(PrepareRun), _ => RunScript.Plan(RunReadiness.Waiting));

        _script.Driver.Run();

        Assert.Equal(RunCauses.QuotaExceeded, _script.Ending.Cause.Code);
        Assert.False(_script.Settlement!.MayHaveGroup);
        Assert.Equal([nameof(PrepareRun), nameof(SettleRun)], _script.Driver.Calls);
    }

    [Fact]
    public void RunAsync_RefusedForNow_TriesAgainAndSucceeds()
    {
        var tries = 0;
        _script.Driver.On(nameof(CreateContainerGroup), _ =>
        {
            if (++tries < 4)
            {
                return new GroupCreation
                {
                    Outcome = GroupCreationOutcome.Retry,
                    Reason = "ContainerGroupQuotaReached",
                    RetryAfterSeconds = tries == 1 ? 20 : null,
                };
            }

            _script.Driver.Raise(RunEvents.AgentSettled, RunScript.Succeeded());
            return new GroupCreation { Outcome = GroupCreationOutcome.Created };
        });

        _script.Driver.Run();

        Assert.Equal(RunState.Succeeded, _script.Ending.State);
        Assert.Equal(20 + 2 + 4, (_script.SettledOn - OrchestrationDriver.StartedOn).TotalSeconds);
    }

    [Fact]
    public void RunAsync_MayNotBegin_EndsWithTheRefusalAndWithoutAGroup()
    {
        _script.Driver.On(nameof(PrepareRun), _ => RunScript.Plan(RunReadiness.Refused) with
        {
            Refusal = RunEnding.Failed(RunCauses.BudgetExceeded, "spent"),
        });

        _script.Driver.Run();

        Assert.Equal(RunCauses.BudgetExceeded, _script.Ending.Cause.Code);
        Assert.Equal([nameof(PrepareRun), nameof(SettleRun)], _script.Driver.Calls);
    }

    [Fact]
    public void RunAsync_RefusedUntilTheDeadline_FailsWithQuotaExceeded()
    {
        _script.Driver.On(nameof(CreateContainerGroup), _ => new GroupCreation
        {
            Outcome = GroupCreationOutcome.Retry,
            Reason = "ContainerGroupQuotaReached",
        });

        _script.Driver.Run();

        Assert.Equal(RunCauses.QuotaExceeded, _script.Ending.Cause.Code);
        Assert.InRange((_script.SettledOn - OrchestrationDriver.StartedOn).TotalMinutes, 30, 31);
    }

    [Fact]
    public void RunAsync_RefusedForGood_TakesTheCauseOfTheRefusal()
    {
        _script.Driver.On(nameof(CreateContainerGroup), _ => new GroupCreation
        {
            Outcome = GroupCreationOutcome.Ended,
            Ending = RunEnding.Failed(RunCauses.ImageUnavailable, "no such image"),
        });

        _script.Driver.Run();

        Assert.Equal(RunCauses.ImageUnavailable, _script.Ending.Cause.Code);
        Assert.Equal(nameof(DeleteContainerGroup), _script.Driver.Calls[^1]);
    }

    [Fact]
    public void RunAsync_SilentAgent_TakesWhatTheWatchConcludes()
    {
        _script.NoSettlement();
        var watches = 0;
        _script.Driver.On(nameof(WatchRun), _ => ++watches < 3
            ? RunVerdict.Wait
            : new RunVerdict { Ending = RunEnding.Failed(RunCauses.PlatformError, "gone"), GroupEnded = true });

        _script.Driver.Run();

        Assert.Equal(RunCauses.PlatformError, _script.Ending.Cause.Code);
        Assert.Equal(5 + 10 + 20, (_script.SettledOn - OrchestrationDriver.StartedOn).TotalSeconds);
    }

    [Fact]
    public void RunAsync_SettlementArrivesDuringTheWatch_GoesBeforeItsVerdict()
    {
        _script.NoSettlement();
        _script.Driver.On(nameof(WatchRun), _ =>
        {
            _script.Driver.Raise(RunEvents.AgentSettled, RunScript.Succeeded());
            return RunVerdict.Wait;
        });

        _script.Driver.Run();

        Assert.Equal(RunState.Succeeded, _script.Ending.State);
        Assert.Single(_script.Driver.Calls, nameof(WatchRun));
    }

    [Fact]
    public void RunAsync_SettlementOfAnotherAttempt_IsDropped()
    {
        _script.Driver.Raise(RunEvents.AgentSettled, RunScript.Succeeded(attempt: 7), seconds: 1);

        _script.Driver.Run();

        Assert.Equal(3, (_script.SettledOn - OrchestrationDriver.StartedOn).TotalSeconds);
    }

    [Fact]
    public void RunAsync_SettlementTwice_SettlesOnce()
    {
        _script.Driver.Raise(RunEvents.AgentSettled, RunScript.Succeeded(), seconds: 1);

        _script.Driver.Run();

        Assert.Single(_script.Driver.Calls, nameof(SettleRun));
    }

    [Fact]
    public void RunAsync_LongRun_ContinuesAsNewAndLosesNoEvent()
    {
        _script.NoSettlement();
        _script.Driver.Raise(RunEvents.AgentSettled, RunScript.Succeeded(), seconds: 20_000);

        _script.Driver.Run();

        Assert.Equal(RunState.Succeeded, _script.Ending.State);
        Assert.Equal(20_000, (_script.SettledOn - OrchestrationDriver.StartedOn).TotalSeconds);
        Assert.InRange(_script.Driver.ContinuedAsNew, 5, 8);
        Assert.InRange(_script.Driver.LongestHistory, 50, 200);
    }

    [Fact]
    public void RunAsync_StepFailsForGood_SettlesWithPlatformErrorAndDeletesTheGroup()
    {
        _script.Driver.On(nameof(CreateContainerGroup), _ => throw new InvalidDataException("boom"));

        _script.Driver.Run();

        Assert.Equal(RunCauses.PlatformError, _script.Ending.Cause.Code);
        Assert.Contains(nameof(CreateContainerGroup), _script.Ending.Cause.Message);
        Assert.DoesNotContain("boom", _script.Ending.Cause.Message);
        Assert.Equal(nameof(DeleteContainerGroup), _script.Driver.Calls[^1]);
    }

    [Fact]
    public void RunAsync_CreationFailsForAWhile_TriesAgainAndSucceeds()
    {
        var tries = 0;
        _script.Driver.On(nameof(CreateContainerGroup), _ =>
        {
            if (++tries < 3)
            {
                throw new InvalidDataException("no answer");
            }

            _script.Driver.Raise(RunEvents.AgentSettled, RunScript.Succeeded());
            return new GroupCreation { Outcome = GroupCreationOutcome.Created };
        });

        _script.Driver.Run();

        Assert.Equal(RunState.Succeeded, _script.Ending.State);
        Assert.Equal(1 + 2, (_script.SettledOn - OrchestrationDriver.StartedOn).TotalSeconds);
    }

    [Fact]
    public void RunAsync_FirstStepFailsForGood_SettlesWithPlatformError()
    {
        _script.Driver.On(nameof(PrepareRun), _ => throw new InvalidDataException("boom"));

        _script.Driver.Run();

        Assert.Equal(RunCauses.PlatformError, _script.Ending.Cause.Code);
        Assert.Equal([nameof(PrepareRun), nameof(SettleRun)], _script.Driver.Calls);
    }

    [Fact]
    public void RunAsync_WatchFails_StillHearsTheAgent()
    {
        _script.NoSettlement();
        _script.Driver.On(nameof(WatchRun), _ => throw new InvalidDataException("no answer"));
        _script.Driver.Raise(RunEvents.AgentSettled, RunScript.Succeeded(), seconds: 100);

        _script.Driver.Run();

        Assert.Equal(100, (_script.SettledOn - OrchestrationDriver.StartedOn).TotalSeconds);
    }

    [Fact]
    public void RunAsync_DeletionFails_TriesAgain()
    {
        var asked = 0;
        _script.Driver.On(nameof(DeleteContainerGroup), _ => ++asked < 3
            ? throw new InvalidDataException("no answer")
            : new GroupDeletion(true));

        _script.Driver.Run();

        Assert.Equal(3, asked);
    }

    [Fact]
    public void RunAsync_FinishedNeverComes_DeletesTheGroupAfterItsDeadline()
    {
        _script.Driver.On<RunSettlement>(nameof(SettleRun), _ => null);

        _script.Driver.Run();

        Assert.Equal(nameof(DeleteContainerGroup), _script.Driver.Calls[^1]);
        Assert.InRange((_script.Driver.Now - OrchestrationDriver.StartedOn).TotalSeconds, 63, 85);
    }

    [Fact]
    public void RunAsync_GroupEndsWithoutFinished_DeletesItAtTheNextLook()
    {
        _script.Driver.On<RunSettlement>(nameof(SettleRun), _ => null);
        _script.Driver.On(nameof(WatchRun), _ => new RunVerdict { GroupEnded = true });

        _script.Driver.Run();

        Assert.Equal(23, (_script.Driver.Now - OrchestrationDriver.StartedOn).TotalSeconds);
    }

    [Fact]
    public void RunAsync_DeletionGoesOn_AsksUntilTheGroupIsGone()
    {
        var asked = 0;
        _script.Driver.On(nameof(DeleteContainerGroup), _ => new GroupDeletion(++asked == 4));

        _script.Driver.Run();

        Assert.Equal(4, asked);
        Assert.Equal(5 + 1 + 2 + 4, (_script.Driver.Now - OrchestrationDriver.StartedOn).TotalSeconds);
    }

    [Fact]
    public void RunAsync_DeletionNeverEnds_LeavesItToTheJanitor()
    {
        _script.Driver.On(nameof(DeleteContainerGroup), _ => new GroupDeletion(false));

        _script.Driver.Run();

        Assert.InRange((_script.Driver.Now - OrchestrationDriver.StartedOn).TotalMinutes, 10, 11);
    }
}
