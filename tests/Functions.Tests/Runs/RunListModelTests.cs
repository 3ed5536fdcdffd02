using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Lists;
using static CloudWorkspaces.Functions.Tests.Runs.RunSamples;

namespace CloudWorkspaces.Functions.Tests.Runs;

/// <summary>Lists with heads and chunks of a few entries against what they should hold.</summary>
[Trait("Category", "Azurite")]
public sealed class RunListModelTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Chunks are made all the time, and replaced ones are deleted with the next step.</summary>
    private static readonly RunListSizes s_tiny = new() { Head = 3, Over = 3, Chunk = 6, Look = 4, KeepReplaced = TimeSpan.FromMinutes(1) };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ListAsync_AnyFilterOverManyChunks_GivesExactlyTheRunsThatPass(int seed)
    {
        var store = RunStoreFixture.Create(await RunStoreFixture.TablesAsync(), s_tiny);
        Random random = new(seed);
        var workspace = NewWorkspace();
        List<RunRecord> runs = [];
        foreach (var _ in Enumerable.Range(0, 70))
        {
            // Ids come in any order: runs that were created early end late.
            var run = Some(workspace, random);
            Assert.True(await store.TryInsertAsync(run, None));
            runs.Add(random.Next(10) == 0 ? run : await EndAsync(store, run, random));
        }

        await AssertManyPartsAsync(workspace);
        foreach (var query in Queries(runs, random))
        {
            var expected = runs.Where(run => Passes(query, run)).OrderByDescending(run => run.Id).ToList();
            Assert.Equal(expected, await AllAsync(store, workspace, query));
        }
    }

    [Fact]
    public async Task ListAsync_RunsEndAndBeginWhileItIsPaged_NeitherSkipsNorRepeats()
    {
        var store = RunStoreFixture.Create(await RunStoreFixture.TablesAsync(), s_tiny);
        var workspace = NewWorkspace();
        List<RunRecord> runs = [];
        for (var index = 0; index < 40; index++)
        {
            var run = Accepted(workspace, Now.AddHours(-index));
            await store.TryInsertAsync(run, None);
            runs.Add(run);
        }

        var adding = Task.Run(async () =>
        {
            // Those that are listed end, in any order, and others come: everything moves from open to head to chunk.
            foreach (var run in runs.OrderBy(run => run.Id.Value[^4..], StringComparer.Ordinal))
            {
                await EndAsync(store, run, Random.Shared);
                await store.TryInsertAsync(Accepted(workspace, Now.AddHours(1)), None);
            }
        });
        var rounds = 0;
        do
        {
            var listed = await AllAsync(store, workspace, new RunQuery { Limit = 9, CreatedBefore = Now.AddMinutes(1) });
            Assert.Equal(runs.Select(run => run.Id).OrderDescending(), listed.Select(run => run.Id));
            rounds++;
        }
        while (!adding.IsCompleted || rounds < 2);
        await adding;
        await AssertManyPartsAsync(workspace);
    }

    [Fact]
    public async Task ListAsync_RemovedAndChangedRuns_AreGoneAndAsTheyAre()
    {
        var store = RunStoreFixture.Create(await RunStoreFixture.TablesAsync(), s_tiny);
        Random random = new(7);
        var workspace = NewWorkspace();
        List<RunRecord> runs = [];
        for (var index = 0; index < 45; index++)
        {
            var run = Accepted(workspace, Now.AddHours(index));
            await store.TryInsertAsync(run, None);
            runs.Add(await EndAsync(store, run, random));
        }

        foreach (var index in Enumerable.Range(0, 45).Where(index => index % 3 != 0))
        {
            runs[index] = await store.UpdateAsync(
                workspace,
                runs[index].Id,
                run => index % 3 == 1 ? run with { Pinned = true } : run with { RemovedOn = Now },
                None);
            await store.ForgetActiveAsync(new RunReference(workspace, runs[index].Id.Value), None);
        }

        var expected = runs.Where(run => run.RemovedOn is null).OrderByDescending(run => run.Id);
        Assert.Equal(expected, await AllAsync(store, workspace, new RunQuery { Limit = 9 }));
        Assert.Equal(
            expected.Where(run => run.State is RunState.Failed),
            await AllAsync(store, workspace, new RunQuery { Limit = 9, State = RunState.Failed }));
        Assert.Null(await store.FindAsync(workspace, runs[2].Id, None));
    }

    private static async Task AssertManyPartsAsync(string workspace)
    {
        RunListTable table = new(await RunStoreFixture.TablesAsync());
        var list = RunListKeys.Partition(workspace, RunListKeys.All);
        Assert.InRange((await table.ChunksAsync(list, None)).Count, 4, 100);
        Assert.InRange((await table.HeadAsync(list, RunListTable.Everything, None)).Entries.Count, 1, 40);
    }

    private static RunRecord Some(string workspace, Random random) =>
        Accepted(workspace, Now.AddMinutes(random.Next(5_000))) with
        {
            Notebook = $"{Pick(random, "ndvi", "fire")}/{Pick(random, "daily-map", "report")}.ipynb",
            Trigger = Pick(random, RunTrigger.Http, RunTrigger.Schedule, RunTrigger.Batch),
            Schedule = Pick(random, null, "nightly"),
            Batch = Pick(random, null, null, "b1"),
        };

    private static Task<RunRecord> EndAsync(RunStore store, RunRecord run, Random random)
    {
        var failed = random.Next(4) == 0;
        return store.UpdateAsync(
            run.Workspace,
            run.Id,
            record => record with
            {
                State = failed ? RunState.Failed : RunState.Succeeded,
                Cause = failed ? new RunCause { Code = RunCauses.NotebookError, Message = "No.", ExceptionName = "KeyError" } : Completed,
                EndedOn = Now,
            },
            None);
    }

    private static IEnumerable<RunQuery> Queries(List<RunRecord> runs, Random random)
    {
        RunQuery all = new() { Limit = 5 };
        var middle = runs[random.Next(runs.Count)].CreatedOn;
        return
        [
            all,
            all with { State = RunState.Failed },
            all with { State = RunState.Succeeded, Limit = 1 },
            all with { State = RunState.Accepted },
            all with { Notebook = "fire/report.ipynb" },
            all with { Trigger = RunTrigger.Batch },
            all with { Schedule = "nightly", State = RunState.Failed },
            all with { Batch = "b1" },
            all with { Words = ["keyerror", "map"] },
            all with { Words = ["ndvi"], CreatedBefore = middle },
            all with { CreatedAfter = middle },
            all with { CreatedAfter = middle.AddHours(-20), CreatedBefore = middle.AddHours(20), Trigger = RunTrigger.Http },
            all with { Schedule = "never" },
        ];
    }

    private static bool Passes(RunQuery query, RunRecord run) =>
        RunFilter.Matches(query, run) &&
        !(run.CreatedOn < query.CreatedAfter) &&
        !(run.CreatedOn >= query.CreatedBefore);

    private static async Task<List<RunRecord>> AllAsync(RunStore store, string workspace, RunQuery query)
    {
        List<RunRecord> runs = [];
        for (var pages = 0; pages < 1_000; pages++)
        {
            var page = await store.ListAsync(workspace, query, None);
            Assert.True(page.Items.Count <= query.Limit);
            runs.AddRange(page.Items);
            if (page.Cursor is null)
            {
                return runs;
            }

            query = query with { Cursor = page.Cursor };
        }

        throw new InvalidOperationException("The list does not end.");
    }

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}
