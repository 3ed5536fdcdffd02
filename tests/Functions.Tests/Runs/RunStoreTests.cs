using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Lists;
using CloudWorkspaces.Runs.Retries;
using static CloudWorkspaces.Functions.Tests.Runs.RunSamples;

namespace CloudWorkspaces.Functions.Tests.Runs;

[Trait("Category", "Azurite")]
public sealed class RunStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task FindAsync_Inserted_GivesTheSameRecord()
    {
        var store = await RunStoreFixture.CreateAsync();
        var run = Accepted(NewWorkspace(), Now) with { Attempt = 2, CancelRequestedOn = Now.AddSeconds(1) };

        Assert.True(await store.TryInsertAsync(run, None));

        Assert.Equal(run, await store.FindAsync(run.Workspace, run.Id, None));
        Assert.Null(await store.FindAsync(run.Workspace, RunId.New(Now), None));
        Assert.Null(await store.FindAsync(NewWorkspace(), run.Id, None));
    }

    [Fact]
    public async Task TryInsertAsync_SameIdTwice_KeepsTheFirst()
    {
        var store = await RunStoreFixture.CreateAsync();
        var run = Accepted(NewWorkspace(), Now);

        Assert.True(await store.TryInsertAsync(run, None));
        Assert.False(await store.TryInsertAsync(run with { Notebook = "other.ipynb" }, None));

        Assert.Equal(run, await store.FindAsync(run.Workspace, run.Id, None));
    }

    [Fact]
    public async Task UpdateAsync_ConcurrentChanges_LosesNone()
    {
        var store = await RunStoreFixture.CreateAsync();
        var run = Accepted(NewWorkspace(), Now);
        await store.TryInsertAsync(run, None);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.UpdateAsync(
            run.Workspace, run.Id, record => record with { Attempt = record.Attempt + 1 }, None)));

        var found = await store.FindAsync(run.Workspace, run.Id, None);
        Assert.Equal(9, found!.Attempt);
    }

    [Fact]
    public async Task UpdateAsync_UnchangedRecord_WritesNothing()
    {
        var store = await RunStoreFixture.CreateAsync();
        var run = Accepted(NewWorkspace(), Now);
        await store.TryInsertAsync(run, None);
        var calls = 0;

        await store.UpdateAsync(
            run.Workspace,
            run.Id,
            record =>
            {
                // Were the unchanged record written below, this conflict would make it ask again.
                store.UpdateAsync(run.Workspace, run.Id, other => other with { Flavor = "large" }, None).GetAwaiter().GetResult();
                calls++;
                return record;
            },
            None);

        Assert.Equal(1, calls);
        Assert.Equal("large", (await store.FindAsync(run.Workspace, run.Id, None))!.Flavor);
    }

    [Fact]
    public async Task UpdateAsync_Retried_KeepsTheEarlierAttemptsAndThePriority()
    {
        var store = await RunStoreFixture.CreateAsync();
        var run = Accepted(NewWorkspace(), Now) with { State = RunState.Running, Priority = RunPriority.High };
        await store.TryInsertAsync(run, None);
        var ended = EndedAttempt.Of(run, Completed with { Message = new string('x', 5_000) }, Now, Now.AddSeconds(9));

        await store.UpdateAsync(
            run.Workspace,
            run.Id,
            record => record with { State = RunState.Accepted, Attempt = 2, EarlierAttempts = [ended], RetryOn = Now },
            None);
        var found = await store.FindAsync(run.Workspace, run.Id, None);

        Assert.Equal(ended, Assert.Single(found!.EarlierAttempts!));
        Assert.Equal(300, ended.Cause.Message.Length);
        Assert.Equal((RunPriority.High, Now), (found.Priority, found.RetryOn));
        Assert.Equal((Now.AddSeconds(9), null, null), (found.EndOf(1), found.EndOf(2), found.EndOf(3)));
    }

    [Fact]
    public async Task UpdateAsync_UnknownRun_Throws()
    {
        var store = await RunStoreFixture.CreateAsync();

        await Assert.ThrowsAsync<RunNotFoundException>(() =>
            store.UpdateAsync(NewWorkspace(), RunId.New(Now), record => record, None));
    }

    [Fact]
    public async Task UpdateAsync_OutOfATerminalState_ThrowsAndKeepsIt()
    {
        var store = await RunStoreFixture.CreateAsync();
        var run = Accepted(NewWorkspace(), Now);
        await store.TryInsertAsync(run, None);
        var ended = await store.UpdateAsync(
            run.Workspace, run.Id, record => record with { State = RunState.Succeeded, Cause = Completed }, None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.UpdateAsync(
            run.Workspace, run.Id, record => record with { State = RunState.Running, Cause = null }, None));

        Assert.Equal(ended, await store.FindAsync(run.Workspace, run.Id, None));
    }

    [Fact]
    public async Task ActiveAsync_UntilTerminal_NamesTheRun()
    {
        var store = await RunStoreFixture.CreateAsync();
        var run = Accepted(NewWorkspace(), Now);
        var reference = new RunReference(run.Workspace, run.Id.Value);
        await store.TryInsertAsync(run, None);
        await store.UpdateAsync(run.Workspace, run.Id, record => record with { State = RunState.Running }, None);
        Assert.Contains(reference, await ActiveAsync(store));

        await store.UpdateAsync(
            run.Workspace, run.Id, record => record with { State = RunState.Failed, Cause = Completed }, None);

        Assert.DoesNotContain(reference, await ActiveAsync(store));
    }

    [Fact]
    public async Task ForgetActiveAsync_NeverInserted_LeavesNoEntry()
    {
        var tables = await RunStoreFixture.TablesAsync();
        var store = RunStoreFixture.Create(tables, new RunListSizes());
        var run = Accepted(NewWorkspace(), Now);
        var reference = new RunReference(run.Workspace, run.Id.Value);
        await new OpenRuns(tables).AddAsync(run, None);
        Assert.Contains(reference, await ActiveAsync(store));

        await store.ForgetActiveAsync(reference, None);
        await store.ForgetActiveAsync(reference, None);

        Assert.DoesNotContain(reference, await ActiveAsync(store));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ForgetActiveAsync_EndOfACrashedProcess_IsFinished(bool removed)
    {
        var tables = await RunStoreFixture.TablesAsync();
        var store = RunStoreFixture.Create(tables, new RunListSizes());
        var run = Accepted(NewWorkspace(), Now);
        var reference = new RunReference(run.Workspace, run.Id.Value);
        await store.TryInsertAsync(run, None);
        // The process ended after it had written the run itself, and before it had come to the lists.
        var ended = run with { State = RunState.Succeeded, Cause = Completed, RemovedOn = removed ? Now : null };
        await tables.Runs.UpsertEntityAsync(RunRow.ToEntity(ended));
        RunQuery succeeded = new() { State = RunState.Succeeded };
        Assert.Empty((await store.ListAsync(run.Workspace, succeeded, None)).Items);
        RunRecord[] expected = removed ? [] : [ended];
        Assert.Equal(expected, (await store.ListAsync(run.Workspace, new RunQuery(), None)).Items);

        await store.ForgetActiveAsync(reference, None);

        Assert.Equal(expected, (await store.ListAsync(run.Workspace, succeeded, None)).Items);
        Assert.Equal(expected, (await store.ListAsync(run.Workspace, new RunQuery(), None)).Items);
        Assert.DoesNotContain(reference, await ActiveAsync(store));
        // Of a removed run nothing is left: the id is free.
        Assert.Equal(removed, await store.TryInsertAsync(run, None));
    }

    private static async Task<List<RunReference>> ActiveAsync(RunStore store)
    {
        List<RunReference> active = [];
        await foreach (var run in store.ActiveAsync(None))
        {
            active.Add(run);
        }

        return active;
    }
}
