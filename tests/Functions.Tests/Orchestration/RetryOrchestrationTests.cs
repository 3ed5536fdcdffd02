using CloudWorkspaces.Agents;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Runs.Retries;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

public sealed class RetryOrchestrationTests
{
    private static readonly RunEnding Preempted = RunEnding.Failed(RunCauses.Preempted, "The machine is gone.");

    private readonly RunScript _script = new();
    private readonly List<RunRetryRequest> _retries = [];
    private readonly List<RunAttempt> _created = [];
    private int _attempt = 1;

    public RetryOrchestrationTests()
    {
        _script.Driver.On(nameof(PrepareRun), _ => RunScript.Plan() with { Attempt = _attempt, Retry = new RunRetry() });
        _script.Driver.On<RunAttempt>(nameof(CreateContainerGroup), attempt =>
        {
            _created.Add(attempt);
            return new GroupCreation { Outcome = GroupCreationOutcome.Created };
        });
        _script.Driver.On(nameof(WatchRun), _ => new RunVerdict { Ending = Preempted, GroupEnded = true });
        _script.Driver.On<RunRetryRequest>(nameof(RetryRun), request =>
        {
            _retries.Add(request);
            _attempt++;
            return new RunRetryAnswer(_script.Driver.Now.AddSeconds(30));
        });
    }

    [Fact]
    public void RunAsync_FailsAlways_MakesThreeAttemptsAndDeletesEachGroupBeforeTheNext()
    {
        _script.Driver.Run();

        string[] attempt = [nameof(PrepareRun), nameof(CreateContainerGroup), nameof(WatchRun)];
        Assert.Equal(
            [
                .. attempt, nameof(RetryRun), nameof(DeleteContainerGroup),
                .. attempt, nameof(RetryRun), nameof(DeleteContainerGroup),
                .. attempt, nameof(SettleRun), nameof(DeleteContainerGroup),
            ],
            _script.Driver.Calls);
        Assert.Equal([1, 2, 3], _created.Select(created => created.Attempt));
        Assert.Equal([1, 2], _retries.Select(retry => retry.Attempt.Attempt));
        Assert.Equal(RunCauses.Preempted, _script.Ending.Cause.Code);
        Assert.Equal(5 + 30 + 5 + 30 + 5, (_script.SettledOn - OrchestrationDriver.StartedOn).TotalSeconds);
    }

    [Fact]
    public void RunAsync_SecondAttemptSucceeds_IsSettledBySecondAgentOnly()
    {
        _script.Driver.On<RunAttempt>(nameof(CreateContainerGroup), attempt =>
        {
            if (attempt.Attempt == 2)
            {
                _script.Driver.Raise(RunEvents.AgentSettled, RunScript.Succeeded(attempt: 1), seconds: 1);
                _script.Driver.Raise(RunEvents.AgentFinished, new AgentFinished(1), seconds: 2);
                _script.Driver.Raise(RunEvents.AgentSettled, RunScript.Succeeded(attempt: 2), seconds: 3);
                _script.Driver.Raise(RunEvents.AgentFinished, new AgentFinished(2), seconds: 13);
            }

            return new GroupCreation { Outcome = GroupCreationOutcome.Created };
        });
        _script.Driver.On<RunSettlement>(nameof(SettleRun), settlement =>
        {
            Assert.Equal(RunState.Succeeded, settlement.Ending.State);
            return null;
        });

        _script.Driver.Run();

        Assert.Single(_retries);
        Assert.Equal(5 + 30 + 13, (_script.Driver.Now - OrchestrationDriver.StartedOn).TotalSeconds);
    }

    [Fact]
    public void RunAsync_AgentWasStoppedByTheService_IsTriedAgain()
    {
        _script.Driver.Raise(RunEvents.AgentSettled, RunScript.Dismissed(), seconds: 1);
        _script.Driver.Raise(RunEvents.AgentFinished, new AgentFinished(1), seconds: 1);

        _script.Driver.Run();

        Assert.Equal(RunCauses.Preempted, _retries[0].Ending.Cause.Code);
        Assert.Equal(RunState.Failed, _retries[0].Ending.State);
    }

    [Fact]
    public void RunAsync_CauseIsNotNamed_IsNotTriedAgain()
    {
        _script.Driver.On(nameof(WatchRun), _ => new RunVerdict
        {
            Ending = RunEnding.Failed(RunCauses.NotebookError, "A cell failed."),
        });

        _script.Driver.Run();

        Assert.Empty(_retries);
        Assert.Equal(RunCauses.NotebookError, _script.Ending.Cause.Code);
    }

    [Fact]
    public void RunAsync_NoLargerFlavor_EndsWithTheCauseAndTheReason()
    {
        _script.Driver.On<RunRetryRequest>(nameof(RetryRun), _ => new RunRetryAnswer(On: null, "There is no larger flavor."));

        _script.Driver.Run();

        Assert.Equal(RunCauses.Preempted, _script.Ending.Cause.Code);
        Assert.Equal("The machine is gone. There is no larger flavor.", _script.Ending.Cause.Message);
    }

    [Fact]
    public void RunAsync_RetryCannotBeArranged_EndsWithTheCause()
    {
        _script.Driver.On<RunRetryRequest>(nameof(RetryRun), _ => throw new InvalidDataException("storage is away"));

        _script.Driver.Run();

        Assert.Equal(RunCauses.Preempted, _script.Ending.Cause.Code);
    }

    [Fact]
    public void RunAsync_CancelledWhileItWaitsForTheNextAttempt_GoesOnAtOnce()
    {
        _script.Driver.Raise(RunSignals.CancelRequested, seconds: 15);
        _script.Driver.On(nameof(PrepareRun), _ => _attempt == 1
            ? RunScript.Plan() with { Retry = new RunRetry() }
            : RunScript.Plan(RunReadiness.CancelRequested) with { Attempt = 2 });

        _script.Driver.Run();

        Assert.Equal(RunCauses.Cancelled, _script.Ending.Cause.Code);
        Assert.Equal(15, (_script.SettledOn - OrchestrationDriver.StartedOn).TotalSeconds);
        Assert.False(_script.Settlement!.MayHaveGroup);
    }
}
