using System.Text.Json;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using static CloudWorkspaces.Functions.Tests.Runs.RunSamples;

namespace CloudWorkspaces.Functions.Tests.Runs;

public sealed class RunViewTests
{
    [Fact]
    public void Of_WaitingRun_CountsToNow()
    {
        var durations = RunDurationsView.Of(Accepted("demo", Now), Now.AddSeconds(2.5));

        Assert.Equal(new RunDurationsView { WaitingSeconds = 2.5, TotalSeconds = 2.5 }, durations);
    }

    [Fact]
    public void Of_EndedRun_SplitsItsTime()
    {
        var run = Accepted("demo", Now) with
        {
            ProvisioningOn = Now.AddSeconds(1),
            StartedOn = Now.AddSeconds(3),
            EndedOn = Now.AddSeconds(7),
        };

        var durations = RunDurationsView.Of(run, Now.AddDays(1));

        Assert.Equal(
            new RunDurationsView { WaitingSeconds = 1, StartingSeconds = 2, RunningSeconds = 4, TotalSeconds = 7 },
            durations);
    }

    [Fact]
    public void Of_CancelledBeforeAnything_HasOnlyWaited()
    {
        var run = Accepted("demo", Now) with { EndedOn = Now.AddSeconds(4) };

        Assert.Equal(
            new RunDurationsView { WaitingSeconds = 4, TotalSeconds = 4 }, RunDurationsView.Of(run, Now.AddDays(1)));
    }

    [Fact]
    public void Of_FailedRun_IsWrittenInTheApisWords()
    {
        var run = Accepted("demo", Now) with
        {
            State = RunState.Failed,
            Cause = new RunCause { Code = RunCauses.NotebookError, Message = "No.", CellIndex = 1, ExceptionName = "KeyError" },
            EndedOn = Now,
        };

        var json = JsonSerializer.Serialize(RunView.Of(run, Now), ApiJson.Options);

        Assert.Contains("\"state\":\"failed\"", json, StringComparison.Ordinal);
        Assert.Contains(
            "\"cause\":{\"code\":\"notebook-error\",\"message\":\"No.\",\"cellIndex\":1,\"exceptionName\":\"KeyError\"}",
            json,
            StringComparison.Ordinal);
        Assert.Contains($"\"self\":\"/api/workspaces/demo/runs/{run.Id}\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
    }
}
