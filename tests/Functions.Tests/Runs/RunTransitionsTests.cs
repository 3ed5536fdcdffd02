using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Functions.Tests.Runs;

public sealed class RunTransitionsTests
{
    [Theory]
    [InlineData(RunState.Accepted, "Provisioning Running Succeeded Failed Dismissed")]
    [InlineData(RunState.Provisioning, "Running Succeeded Failed Dismissed")]
    [InlineData(RunState.Running, "Succeeded Failed Dismissed")]
    [InlineData(RunState.Succeeded, "")]
    [InlineData(RunState.Failed, "")]
    [InlineData(RunState.Dismissed, "")]
    public void IsAllowed_From_LeadsOnlyTo(RunState from, string allowed) =>
        Assert.Equal(allowed, string.Join(' ', Enum.GetValues<RunState>().Where(to => RunTransitions.IsAllowed(from, to))));

    [Fact]
    public void Check_BackToAccepted_OnlyWithTheNextAttempt()
    {
        var run = RunSamples.Accepted("demo", RunSamples.Now) with { State = RunState.Running };
        var ended = run with { State = RunState.Failed, Cause = RunSamples.Completed };

        RunChange.Check(run, run with { State = RunState.Accepted, Attempt = 2 });
        Assert.Throws<InvalidOperationException>(() => RunChange.Check(run, run with { State = RunState.Accepted }));
        Assert.Throws<InvalidOperationException>(() => RunChange.Check(run, run with { State = RunState.Accepted, Attempt = 3 }));
        Assert.Throws<InvalidOperationException>(() => RunChange.Check(run, run with { Attempt = 2 }));
        Assert.Throws<InvalidOperationException>(
            () => RunChange.Check(ended, ended with { State = RunState.Accepted, Attempt = 2, Cause = null }));
    }

    [Fact]
    public void Check_TerminalWithoutCause_Throws()
    {
        var run = RunSamples.Accepted("demo", RunSamples.Now);

        Assert.Throws<InvalidOperationException>(() => RunChange.Check(run, run with { State = RunState.Failed }));
        Assert.Throws<InvalidOperationException>(() => RunChange.Check(run, run with { Cause = RunSamples.Completed }));
        Assert.Throws<InvalidOperationException>(() => RunChange.Check(run, run with { Workspace = "other" }));
    }
}
