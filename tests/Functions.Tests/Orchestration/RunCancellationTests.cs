using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

public sealed class RunCancellationTests
{
    private readonly RunScript _script = new();

    private double SettledAfter => (_script.SettledOn - OrchestrationDriver.StartedOn).TotalSeconds;

    [Fact]
    public void RunAsync_CancelledBeforeItsFirstStep_IsDismissedWithoutAGroup()
    {
        _script.Driver.On(nameof(PrepareRun), _ => RunScript.Plan(RunReadiness.CancelRequested));

        _script.Driver.Run();

        AssertCancelled();
        Assert.Equal([nameof(PrepareRun), nameof(SettleRun)], _script.Driver.Calls);
        Assert.False(_script.Settlement!.MayHaveGroup);
    }

    [Fact]
    public void RunAsync_CancelledWhileItWaitsForRoom_IsDismissedAtOnce()
    {
        _script.Driver.On(nameof(PrepareRun), _ => RunScript.Plan(RunReadiness.Waiting));
        _script.Driver.Raise(RunSignals.CancelRequested, seconds: 7);

        _script.Driver.Run();

        AssertCancelled();
        Assert.Equal(7, SettledAfter);
        Assert.False(_script.Settlement!.MayHaveGroup);
    }

    [Fact]
    public void RunAsync_CancelledWhileCapacityIsAwaited_IsDismissedAtOnce()
    {
        _script.Driver.On(nameof(CreateContainerGroup), _ => new GroupCreation
        {
            Outcome = GroupCreationOutcome.Retry,
            RetryAfterSeconds = 60,
        });
        _script.Driver.Raise(RunSignals.CancelRequested, seconds: 5);

        _script.Driver.Run();

        AssertCancelled();
        Assert.Equal(5, SettledAfter);
    }

    [Fact]
    public void RunAsync_CancelledBeforeTheAgentsClaim_IsDismissedAtOnceAndTheGroupDeleted()
    {
        _script.NoSettlement();
        _script.Driver.Raise(RunSignals.CancelRequested, seconds: 1);

        _script.Driver.Run();

        AssertCancelled();
        Assert.Equal(1, SettledAfter);
        Assert.Equal(nameof(DeleteContainerGroup), _script.Driver.Calls[^1]);
    }

    [Fact]
    public void RunAsync_CancelledWhileItRuns_WaitsForThePartialNotebook()
    {
        _script.NoSettlement();
        _script.Driver.Raise(RunSignals.CancelRequested, seconds: 1);
        _script.Driver.On(nameof(StopContainerGroup), _ =>
        {
            _script.Driver.Raise(RunEvents.AgentSettled, RunScript.Dismissed(), seconds: 2);
            return new GroupStop(true);
        });

        _script.Driver.Run();

        AssertCancelled();
        Assert.Equal(3, SettledAfter);
        Assert.True(_script.Ending.AgentWillFinish);
    }

    [Fact]
    public void RunAsync_StoppedAgentStaysSilent_IsDismissedAfterTenSeconds()
    {
        _script.NoSettlement();
        _script.Driver.Raise(RunSignals.CancelRequested, seconds: 1);
        _script.Driver.On(nameof(StopContainerGroup), _ => new GroupStop(true));

        _script.Driver.Run();

        AssertCancelled();
        Assert.Equal(11, SettledAfter);
        Assert.False(_script.Ending.AgentWillFinish);
    }

    [Fact]
    public void RunAsync_CancelledWhileNoGroupCanBeCreated_IsDismissedAtOnce()
    {
        _script.Driver.On(nameof(CreateContainerGroup), _ => throw new InvalidDataException("no answer"));
        _script.Driver.Raise(RunSignals.CancelRequested, seconds: 100);

        _script.Driver.Run();

        AssertCancelled();
        Assert.Equal(100, SettledAfter);
    }

    [Fact]
    public void RunAsync_GroupCannotBeStopped_IsDismissedAndTheGroupDeleted()
    {
        _script.NoSettlement();
        _script.Driver.Raise(RunSignals.CancelRequested, seconds: 1);
        _script.Driver.On(nameof(StopContainerGroup), _ => throw new InvalidDataException("no answer"));

        _script.Driver.Run();

        AssertCancelled();
        Assert.Equal(1, SettledAfter);
        Assert.Equal(nameof(DeleteContainerGroup), _script.Driver.Calls[^1]);
    }

    [Fact]
    public void RunAsync_FinishedBeforeTheSignalArrived_KeepsItsTrueOutcome()
    {
        _script.NoSettlement();
        _script.Driver.Raise(RunSignals.CancelRequested, seconds: 1);
        _script.Driver.On(nameof(StopContainerGroup), _ =>
        {
            _script.Driver.Raise(RunEvents.AgentSettled, RunScript.Succeeded());
            return new GroupStop(true);
        });

        _script.Driver.Run();

        Assert.Equal(RunState.Succeeded, _script.Ending.State);
    }

    [Fact]
    public void RunAsync_CancelEventWasLost_IsFoundByTheWatch()
    {
        _script.NoSettlement();
        _script.Driver.On(nameof(WatchRun), _ => new RunVerdict { CancelRequested = true });

        _script.Driver.Run();

        AssertCancelled();
        Assert.Contains(nameof(StopContainerGroup), _script.Driver.Calls);
    }

    [Fact]
    public void RunAsync_CancelledAfterItsSettlement_ChangesNothing()
    {
        _script.Driver.Raise(RunSignals.CancelRequested, seconds: 4);

        _script.Driver.Run();

        Assert.Equal(RunState.Succeeded, _script.Ending.State);
        Assert.Single(_script.Driver.Calls, nameof(SettleRun));
    }

    private void AssertCancelled() => Assert.Equal(
        (RunState.Dismissed, RunCauses.Cancelled), (_script.Ending.State, _script.Ending.Cause.Code));
}
