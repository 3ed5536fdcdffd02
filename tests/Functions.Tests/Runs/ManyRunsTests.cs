using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Functions.Tests.Runs;

/// <summary>The short form of <c>tests/Benchmarks -- lists</c>: the operations, which no busy machine changes.</summary>
[Trait("Category", "Azurite")]
public sealed class ManyRunsTests
{
    private static readonly DateTimeOffset s_end = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task FirstPage_TwentyTimesTheRuns_TakesTheSameOperations()
    {
        var azurite = await AzuriteServer.SharedAsync();
        ManyRuns few = new(azurite.ConnectionString, 100, s_end);
        ManyRuns many = new(azurite.ConnectionString, 2_000, s_end);
        await Task.WhenAll(few.FillAsync(CancellationToken.None), many.FillAsync(CancellationToken.None));

        foreach (var name in few.Queries().Keys)
        {
            var (one, other) = (await PageAsync(few, name), await PageAsync(many, name));
            Assert.Equal((name, one), (name, other));
            Assert.InRange(one, 1, 4);
        }

        Assert.Equal((1, 1), (await FindAsync(few), await FindAsync(many)));
    }

    private static async Task<int> PageAsync(ManyRuns runs, string name)
    {
        var before = runs.Calls;
        var page = await runs.Store.ListAsync(runs.Workspace, runs.Queries()[name], CancellationToken.None);
        Assert.Equal(ManyRuns.Page, page.Items.Count);
        Assert.NotNull(page.Cursor);
        return runs.Calls - before;
    }

    private static async Task<int> FindAsync(ManyRuns runs)
    {
        var before = runs.Calls;
        Assert.NotNull(await runs.Store.FindAsync(runs.Workspace, runs.Middle, CancellationToken.None));
        return runs.Calls - before;
    }
}
