using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Lists;
using CloudWorkspaces.Runs.Retention;
using CloudWorkspaces.Testing;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static CloudWorkspaces.Functions.Tests.Runs.RunSamples;

namespace CloudWorkspaces.Functions.Tests.Runs;

/// <summary>What removal and retention take away and what they leave, on an Azurite of the class's own.</summary>
[Trait("Category", "Azurite")]
public sealed class RunRetentionTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider _time = new(Now);
    private readonly string _workspace = NewWorkspace();
    private AzuriteServer _azurite = null!;
    private RunTables _tables = null!;
    private RunStore _runs = null!;
    private RunBlobStore _blobs = null!;
    private WorkspaceStore _workspaces = null!;

    private RunRemoval Removal => new(_runs, _blobs, _time);

    private RunRetention Retention => new(_workspaces, _runs, Removal, _time, NullLogger<RunRetention>.Instance) { MaxRemoved = 20 };

    public async Task InitializeAsync()
    {
        _azurite = await AzuriteServer.StartAsync();
        TableServiceClient tables = new(_azurite.ConnectionString);
        BlobServiceClient blobs = new(_azurite.ConnectionString);
        _tables = new RunTables(tables, blobs);
        await _tables.StartAsync(None);
        _runs = RunStoreFixture.Create(_tables, new RunListSizes { Head = 3, Over = 3, Chunk = 6, Look = 4 });
        _blobs = new RunBlobStore(blobs);
        await _blobs.Container(_workspace).CreateAsync();
        WorkspaceTable table = new(tables);
        await table.StartAsync(None);
        _workspaces = new(table);
    }

    public Task DisposeAsync() => _azurite.DisposeAsync().AsTask();

    [Fact]
    public async Task RemoveAsync_EndedRun_LeavesNeitherRowsNorBlobs()
    {
        var run = await EndedAsync(Now.AddDays(-2));
        var other = await EndedAsync(Now.AddDays(-1));

        await Removal.RemoveAsync(Reference(run), _ => { }, None);

        Assert.Null(await _runs.FindAsync(_workspace, run.Id, None));
        Assert.Equal([other.Id], await ListedAsync());
        Assert.Equal([other.Id.Value], await WithBlobsAsync());
        Assert.Empty(await _tables.Open.QueryAsync<TableEntity>().ToListAsync());
        Assert.Single(await _tables.Runs.QueryAsync<TableEntity>().ToListAsync());
        await Assert.ThrowsAsync<RunNotFoundException>(() => Removal.RemoveAsync(Reference(run), _ => { }, None));
    }

    [Fact]
    public async Task RemoveAsync_OpenOrPinned_IsRefusedAndLeavesEverything()
    {
        var open = Accepted(_workspace, Now);
        await _runs.TryInsertAsync(open, None);
        var pinned = await EndedAsync(Now.AddDays(-2), pinned: true);

        var late = await Assert.ThrowsAsync<ProblemException>(() => Removal.RemoveAsync(Reference(open), _ => { }, None));
        var kept = await Assert.ThrowsAsync<ProblemException>(() => Removal.RemoveAsync(Reference(pinned), _ => { }, None));

        Assert.Equal((409, 409), (late.Problem.Status, kept.Problem.Status));
        Assert.Contains("is pinned", kept.Problem.Detail, StringComparison.Ordinal);
        Assert.Equal([open.Id, pinned.Id], await ListedAsync());
        Assert.Equal([pinned.Id.Value], await WithBlobsAsync());
    }

    [Fact]
    public async Task FinishAsync_RemovalOfACrashedProcess_IsFinished()
    {
        var run = await EndedAsync(Now.AddDays(-2));
        // The process ended when it had written the row: the run is seen by nobody, and everything of it is there.
        await _runs.UpdateAsync(_workspace, run.Id, record => record with { RemovedOn = Now }, None);
        Assert.Null(await _runs.FindAsync(_workspace, run.Id, None));
        Assert.Equal([run.Id.Value], await WithBlobsAsync());
        var active = await _runs.ActiveAsync(None).ToListAsync();

        await Removal.FinishAsync(Assert.Single(active), None);

        Assert.Empty(await WithBlobsAsync());
        Assert.Empty(await ListedAsync());
        Assert.Empty(await _tables.Runs.QueryAsync<TableEntity>().ToListAsync());
        Assert.Empty(await _runs.ActiveAsync(None).ToListAsync());
    }

    [Fact]
    public async Task FinishAsync_RunThatIsNotRemoved_KeepsItsBlobs()
    {
        var run = await EndedAsync(Now.AddDays(-2));

        await Removal.FinishAsync(Reference(run), None);

        Assert.Equal([run.Id], await ListedAsync());
        Assert.Equal([run.Id.Value], await WithBlobsAsync());
    }

    [Fact]
    public async Task RunAsync_ByCount_KeepsTheNewestAndThePinned()
    {
        await WorkspaceAsync(new WorkspaceRetention { Runs = 3 });
        List<RunRecord> runs = [];
        for (var day = 1; day <= 20; day++)
        {
            runs.Add(await EndedAsync(Now.AddDays(-day), pinned: day is 2 or 15));
        }

        var open = Accepted(_workspace, Now.AddDays(-90));
        await _runs.TryInsertAsync(open, None);

        await Retention.RunAsync(None);

        RunId[] kept = [runs[0].Id, runs[1].Id, runs[2].Id, runs[3].Id, runs[14].Id, open.Id];
        Assert.Equal(kept, await ListedAsync());
        Assert.Equal(kept[..5].Select(id => id.Value).Order(StringComparer.Ordinal), await WithBlobsAsync());
    }

    [Fact]
    public async Task RunAsync_ByAge_KeepsTheYoungerAndGoesOnWhereARoundEnds()
    {
        await WorkspaceAsync(new WorkspaceRetention { Days = 30 });
        var young = await EndedAsync(Now.AddDays(-29));
        var pinned = await EndedAsync(Now.AddDays(-400), pinned: true);
        for (var run = 0; run < 30; run++)
        {
            await EndedAsync(Now.AddDays(-31).AddMinutes(-run), blobs: false);
        }

        await Retention.RunAsync(None);
        Assert.Equal(12, (await ListedAsync()).Count);
        await Retention.RunAsync(None);

        Assert.Equal([young.Id, pinned.Id], await ListedAsync());
    }

    [Fact]
    public async Task RunAsync_WithoutRetention_KeepsEverything()
    {
        await WorkspaceAsync(null);
        var run = await EndedAsync(Now.AddDays(-4_000));

        await Retention.RunAsync(None);

        Assert.Equal([run.Id], await ListedAsync());
    }

    [Fact]
    public async Task ListAsync_RunsAreRemovedAndPinnedWhileItIsPaged_NeitherSkipsNorRepeatsTheOthers()
    {
        List<RunRecord> runs = [];
        for (var hour = 1; hour <= 60; hour++)
        {
            runs.Add(await EndedAsync(Now.AddHours(-hour), blobs: false));
        }

        var stays = runs.Where((_, index) => index % 3 > 0).Select(run => run.Id).ToList();
        var changing = Task.Run(async () =>
        {
            foreach (var (index, run) in runs.Index())
            {
                await (index % 3 == 0
                    ? Removal.RemoveAsync(Reference(run), _ => { }, None)
                    : _runs.UpdateAsync(_workspace, run.Id, record => record with { Pinned = index % 3 == 1 }, None));
            }
        });
        var rounds = 0;
        do
        {
            var listed = await ListedAsync();
            Assert.Equal(listed.Distinct(), listed);
            Assert.Equal(stays, listed.Where(stays.Contains));
            rounds++;
        }
        while (!changing.IsCompleted || rounds < 2);
        await changing;
        Assert.Equal(stays, await ListedAsync());
    }

    private static RunReference Reference(RunRecord run) => new(run.Workspace, run.Id.Value);

    private async Task WorkspaceAsync(WorkspaceRetention? retention)
    {
        Assert.True(WorkspaceName.TryParse(_workspace, out var name));
        WorkspaceRecord record = new() { Name = name, State = WorkspaceState.Active, CreatedBy = "", CreatedOn = Now, Retention = retention };
        Assert.True(await _workspaces.TryAddAsync(record, owner: null, None));
    }

    private async Task<RunRecord> EndedAsync(DateTimeOffset endedOn, bool pinned = false, bool blobs = true)
    {
        var run = Accepted(_workspace, endedOn.AddMinutes(-5));
        await _runs.TryInsertAsync(run, None);
        if (blobs)
        {
            foreach (var (attempt, name) in ((int, string)[])[(1, RunBlobs.Input), (1, RunBlobs.Log), (2, "outputs/deep/map.tif")])
            {
                await _blobs.Blob(run with { Attempt = attempt }, name).UploadAsync(BinaryData.FromString("x"));
            }
        }

        return await _runs.UpdateAsync(
            _workspace,
            run.Id,
            record => record with { State = RunState.Succeeded, Cause = Completed, EndedOn = endedOn, Pinned = pinned },
            None);
    }

    private async Task<List<RunId>> ListedAsync()
    {
        List<RunId> all = [];
        RunPage page;
        string? cursor = null;
        do
        {
            page = await _runs.ListAsync(_workspace, new RunQuery { Limit = 7, Cursor = cursor }, None);
            all.AddRange(page.Items.Select(run => run.Id));
            cursor = page.Cursor;
        }
        while (cursor is not null);
        return all;
    }

    private async Task<List<string>> WithBlobsAsync() =>
        [.. (await _blobs.Container(_workspace).GetBlobsAsync().ToListAsync())
            .Select(blob => blob.Name.Split('/')[0]).Distinct().Order(StringComparer.Ordinal)];
}
