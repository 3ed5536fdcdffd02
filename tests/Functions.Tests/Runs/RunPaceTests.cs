using Azure.Data.Tables;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Progress;
using CloudWorkspaces.Testing;
using CloudWorkspaces.Workspaces;
using static CloudWorkspaces.Functions.Tests.Runs.RunSamples;

namespace CloudWorkspaces.Functions.Tests.Runs;

public sealed class RunPaceTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("", null)]
    [InlineData("7", 7.0)]
    [InlineData("7 1", 4.0)]
    [InlineData("100 1 9", 9.0)]
    [InlineData("1000 1 2 3 4 5 6 7 8 9", 5.0)]
    public void Median_OfTheLastNine(string seconds, double? expected)
    {
        var pace = seconds.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((text, index) => new RunPaceSample($"{index}", double.Parse(text)))
            .Aggregate(RunPace.None, (before, sample) => before.With(sample));

        Assert.Equal(expected, pace.Median);
    }

    [Fact]
    public void Of_RunTakesLonger_HasNothingLeft()
    {
        var pace = RunPace.None.With(new("a", 60)).With(new("b", 40));

        Assert.Equal(new RunEstimate { TotalSeconds = 50, RemainingSeconds = 37.5, Runs = 2 }, RunEstimate.Of(pace, 12.5));
        Assert.Equal(0, RunEstimate.Of(pace, 51)!.RemainingSeconds);
        Assert.Null(RunEstimate.Of(RunPace.None, 1));
    }

    [Fact]
    [Trait("Category", "Azurite")]
    public async Task SettledAsync_SuccessesOfTheNotebookOnTheFlavor_AreKeptOnce()
    {
        var paces = new RunPaces(new TableServiceClient((await AzuriteServer.SharedAsync()).ConnectionString));
        await paces.StartAsync(None);
        var workspace = NewWorkspace();
        var first = Ended(workspace, 30);

        await paces.SettledAsync(first, null!, None);
        await paces.SettledAsync(first, null!, None);
        await paces.SettledAsync(Ended(workspace, 20), null!, None);
        await paces.SettledAsync(Ended(workspace, 1) with { State = RunState.Failed }, null!, None);
        await paces.SettledAsync(Ended(workspace, 1) with { Flavor = "large" }, null!, None);
        await paces.SettledAsync(Ended(workspace, 1) with { Notebook = "other.ipynb" }, null!, None);

        var pace = await paces.OfAsync(Ended(workspace, 0), None);
        Assert.Equal([30.0, 20.0], pace.Samples.Select(sample => sample.Seconds));

        Assert.True(WorkspaceName.TryParse(workspace, out var name));
        await paces.RemoveAsync(new Workspace { Name = name, DefaultEnvironment = "eo", DefaultFlavor = "small" }, None);
        Assert.Empty((await paces.OfAsync(first, None)).Samples);
    }

    private static RunRecord Ended(string workspace, double seconds) => Accepted(workspace, Now) with
    {
        State = RunState.Succeeded,
        Cause = Completed,
        StartedOn = Now,
        EndedOn = Now.AddSeconds(seconds),
    };
}
