using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

public sealed class RunWorkTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task StopAsync_WorkspaceIsDeleted_AsksEveryRunOfItToEnd()
    {
        var fixture = await RunActivityFixture.CreateAsync();
        RunReference[] runs = [fixture.Add(), fixture.Add(RunState.Running)];
        var sweep = new JanitorSweep(fixture.Runs, fixture.Time, NullLogger<JanitorSweep>.Instance);
        var work = new RunWork(fixture.Runs, sweep, new RunCancellation(fixture.Runs, fixture.Time));

        var others = await work.StopAsync("other", fixture.Durable, None);
        var left = await work.StopAsync("default", fixture.Durable, None);
        foreach (var run in runs)
        {
            await fixture.SettleAsync(run);
        }

        Assert.Equal((0, 2, 0), (others, left, await work.StopAsync("default", fixture.Durable, None)));
        Assert.All(runs, run => Assert.NotNull(fixture.Runs[run].CancelRequestedOn));
        Assert.Equal(runs.Select(run => run.InstanceId).Order(), fixture.Told(RunSignals.CancelRequested).Order());
    }
}
