using CloudWorkspaces.Runs;
using static CloudWorkspaces.Functions.Tests.Runs.RunSamples;

namespace CloudWorkspaces.Functions.Tests.Runs;

[Trait("Category", "Azurite")]
public sealed class RunListTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(50)]
    public async Task ListAsync_RunsAddedBetweenPages_NeitherSkipsNorRepeats(int limit)
    {
        var store = await RunStoreFixture.CreateAsync();
        var workspace = NewWorkspace();
        // Three days, three of them in the same millisecond.
        List<RunRecord> runs =
        [
            .. Enumerable.Range(0, 12).Select(index => Accepted(workspace, Now.AddHours(-5 * index))),
            .. Enumerable.Range(0, 3).Select(_ => Accepted(workspace, Now.AddHours(-7))),
        ];
        foreach (var run in runs)
        {
            await store.TryInsertAsync(run, None);
        }

        List<RunRecord> listed = [];
        string? cursor = null;
        do
        {
            var page = await store.ListAsync(workspace, new RunQuery { Limit = limit, Cursor = cursor }, None);
            Assert.InRange(page.Items.Count, 1, limit);
            listed.AddRange(page.Items);
            cursor = page.Cursor;
            await store.TryInsertAsync(Accepted(workspace, Now.AddMinutes(listed.Count)), None);
        }
        while (cursor is not null);

        Assert.Equal(runs.OrderByDescending(run => run.Id.Value, StringComparer.Ordinal), listed);
    }

    [Fact]
    public async Task ListAsync_State_GivesExactlyThoseInIt()
    {
        var store = await RunStoreFixture.CreateAsync();
        var workspace = NewWorkspace();
        var waiting = Accepted(workspace, Now);
        var running = Accepted(workspace, Now.AddDays(-1));
        await store.TryInsertAsync(waiting, None);
        await store.TryInsertAsync(running, None);
        var started = await store.UpdateAsync(
            workspace, running.Id, run => run with { State = RunState.Running, StartedOn = Now }, None);
        started = await store.UpdateAsync(workspace, running.Id, run => run with { CancelRequestedOn = Now }, None);

        Assert.Equal([waiting], (await InStateAsync(RunState.Accepted)).Items);
        Assert.Equal([started], (await InStateAsync(RunState.Running)).Items);
        Assert.Empty((await InStateAsync(RunState.Failed)).Items);

        Task<RunPage> InStateAsync(RunState state) => store.ListAsync(workspace, new RunQuery { State = state }, None);
    }

    [Fact]
    public async Task ListAsync_OneOldRunInAState_IsOnTheFirstPage()
    {
        var store = await RunStoreFixture.CreateAsync();
        var workspace = NewWorkspace();
        var oldest = Accepted(workspace, Now.AddDays(-103)) with { State = RunState.Running };
        await store.TryInsertAsync(oldest, None);
        for (var day = 0; day < 103; day++)
        {
            await store.TryInsertAsync(Accepted(workspace, Now.AddDays(-day)), None);
        }

        var page = await store.ListAsync(workspace, new RunQuery { State = RunState.Running }, None);

        Assert.Equal([oldest], page.Items);
        Assert.Null(page.Cursor);
    }

    [Fact]
    public async Task ListAsync_NoRuns_GivesAnEmptyLastPage()
    {
        var store = await RunStoreFixture.CreateAsync();
        var workspace = NewWorkspace();

        var page = await store.ListAsync(workspace, new RunQuery(), None);

        Assert.Empty(page.Items);
        Assert.Null(page.Cursor);
    }
}
