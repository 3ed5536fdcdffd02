using CloudWorkspaces.Agents;
using CloudWorkspaces.Functions.Tests.Orchestration;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Functions.Tests.Agents;

public sealed class AgentReportsTests
{
    private static readonly object Failed = new
    {
        type = "settled",
        outcome = "failed",
        cause = new
        {
            code = RunCauses.NotebookError,
            message = "A cell failed.",
            cellIndex = 3,
            exceptionName = "ValueError",
            exceptionValue = "bad",
        },
        exitCode = 1,
        startedOn = "2026-11-22T12:00:01Z",
        cells = new { total = 9, completed = 3 },
        peakMemoryBytes = 123,
    };

    private readonly AgentFixture _fixture = new();

    [Fact]
    public async Task Started_Twice_MovesTheRunOnce()
    {
        var first = await _fixture.SendAsync("events", new { type = "started" });
        var startedOn = _fixture.Runs[_fixture.Run].StartedOn;
        _fixture.Time.Advance(TimeSpan.FromSeconds(5));
        var second = await _fixture.SendAsync("events", new { type = "started" });

        Assert.IsType<AcceptedResult>(first.Result);
        Assert.IsType<AcceptedResult>(second.Result);
        Assert.Equal(RunState.Running, _fixture.Runs[_fixture.Run].State);
        Assert.Equal(startedOn, _fixture.Runs[_fixture.Run].StartedOn);
    }

    [Fact]
    public async Task Started_FromGit_KeepsTheCommit()
    {
        var commit = new string('c', 40);

        var wrong = await _fixture.SendAsync("events", new { type = "started", commit = "main" });
        await _fixture.SendAsync("events", new { type = "started", commit });

        Assert.Equal(400, wrong.Status);
        Assert.Equal(commit, _fixture.Runs[_fixture.Run].Commit);
    }

    [Fact]
    public async Task Started_AfterTheEnd_ChangesNothing()
    {
        _fixture.Change(run => FakeRuns.Ended(run.CreatedOn, run.CreatedOn) with { Id = run.Id });

        var answer = await _fixture.SendAsync("events", new { type = "started" });

        Assert.IsType<AcceptedResult>(answer.Result);
        Assert.Equal(RunState.Succeeded, _fixture.Runs[_fixture.Run].State);
    }

    [Fact]
    public async Task Settled_InOrder_GoesToTheOrchestration()
    {
        var answer = await _fixture.SendAsync("events", Failed);

        Assert.IsType<AcceptedResult>(answer.Result);
        var (instance, name, payload) = Assert.Single(_fixture.Durable.Raised);
        Assert.Equal((_fixture.Run.InstanceId, RunEvents.AgentSettled), (instance, name));
        var settled = Assert.IsType<AgentSettled>(payload);
        Assert.Equal((1, AgentOutcome.Failed, 3), (settled.Attempt, settled.Outcome, settled.Cause.CellIndex));
        Assert.Equal(new(2026, 11, 22, 12, 0, 1, TimeSpan.Zero), settled.StartedOn);
    }

    [Fact]
    public async Task Settled_LongTexts_AreCut()
    {
        await _fixture.SendAsync("events", new
        {
            type = "settled",
            outcome = "failed",
            cause = new
            {
                code = RunCauses.NotebookError,
                message = new string('m', 5_000),
                exceptionValue = new string('v', 5_000),
            },
        });

        var settled = Assert.IsType<AgentSettled>(Assert.Single(_fixture.Durable.Raised).Payload);
        Assert.Equal((2_000, 2_000), (settled.Cause.Message.Length, settled.Cause.ExceptionValue!.Length));
    }

    [Fact]
    public async Task Settled_RunIsTerminal_IsAcceptedAndDropped()
    {
        _fixture.Change(run => FakeRuns.Ended(run.CreatedOn, run.CreatedOn) with { Id = run.Id });

        var answer = await _fixture.SendAsync("events", Failed);

        Assert.IsType<AcceptedResult>(answer.Result);
        Assert.Empty(_fixture.Durable.Raised);
    }

    [Fact]
    public async Task Settled_EventCannotBeRaised_FailsSoThatTheAgentRepeatsIt()
    {
        _fixture.Durable.RefusesEvents = true;

        await Assert.ThrowsAsync<InvalidOperationException>(() => _fixture.SendAsync("events", Failed));
    }

    [Fact]
    public async Task Settled_EarlierAttempt_IsAConflict()
    {
        _fixture.Change(run => run with { Attempt = 2 });

        Assert.Equal(409, (await _fixture.SendAsync("events", Failed)).Status);
        Assert.Empty(_fixture.Durable.Raised);
    }

    [Theory]
    [InlineData("exploded", RunCauses.KernelDied)]
    [InlineData("succeeded", RunCauses.KernelDied)]
    [InlineData("succeeded", RunCauses.Cancelled)]
    [InlineData("dismissed", RunCauses.Completed)]
    [InlineData("failed", RunCauses.Completed)]
    [InlineData("failed", RunCauses.Cancelled)]
    [InlineData("failed", RunCauses.BudgetExceeded)]
    [InlineData("failed", "no-such-cause")]
    public async Task Settled_CauseDoesNotFitTheOutcome_IsRefused(string outcome, string code)
    {
        var report = new { type = "settled", outcome, cause = new { code, message = "m" } };

        Assert.Equal(400, (await _fixture.SendAsync("events", report)).Status);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"type":"exploded"}""")]
    [InlineData("""{"type":"settled"}""")]
    [InlineData("""{"type":"settled","outcome":"failed","cause":{"code":"kernel-died"}}""")]
    [InlineData("""{"type":"settled","outcome":"failed","cause":3}""")]
    [InlineData("nonsense")]
    public async Task Events_NotInOrder_AreRefused(string body) =>
        Assert.Equal(400, (await _fixture.SendAsync("events", body)).Status);

    [Fact]
    public async Task Finished_OrchestrationWaits_IsRaised()
    {
        await _fixture.SendAsync("events", new { type = "finished" });

        Assert.Equal(RunEvents.AgentFinished, Assert.Single(_fixture.Durable.Raised).Event);
    }

    [Fact]
    public async Task Finished_OrchestrationIsOver_IsAcceptedAndDropped()
    {
        _fixture.Durable.Set(_fixture.Run, OrchestrationRuntimeStatus.Completed);

        var answer = await _fixture.SendAsync("events", new { type = "finished" });

        Assert.IsType<AcceptedResult>(answer.Result);
        Assert.Empty(_fixture.Durable.Raised);
    }
}
