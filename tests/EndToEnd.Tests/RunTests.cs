using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

[Trait("Category", "EndToEnd")]
public sealed class RunTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private static readonly TimeSpan RunDeadline = TimeSpan.FromSeconds(60);

    /// <summary>Twelve results become HTML one after the other, since on one machine that gives way to runs.</summary>
    private static readonly TimeSpan ConversionDeadline = TimeSpan.FromMinutes(3);

    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47];

    private readonly WorkspaceClient _client = fixture.Stack.Client;

    [Fact]
    public async Task Run_Sample_SucceedsWithItsOutputs()
    {
        var notebook = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Data", "ndvi.ipynb"));
        await _client.PutFileAsync("samples/ndvi.ipynb", notebook);

        var id = await _client.RunAsync("samples/ndvi.ipynb", new { ndvi_threshold = 0.3 });
        var run = await _client.WaitForEndAsync(id, RunDeadline);

        Assert.Equal("succeeded", run["state"]!.GetValue<string>());
        Assert.Equal("completed", run["cause"]!["code"]!.GetValue<string>());
        var picture = await _client.DownloadAsync($"runs/{id}/outputs/ndvi.png", RunDeadline);
        Assert.Equal(PngSignature, picture[..4]);
        Assert.NotEmpty(await _client.DownloadAsync($"runs/{id}/outputs/ndvi.tif", RunDeadline));
        var result = Encoding.UTF8.GetString(await _client.DownloadAsync($"runs/{id}/notebook", RunDeadline));
        Assert.Contains("injected-parameters", result, StringComparison.Ordinal);
        var html = Encoding.UTF8.GetString(await _client.DownloadAsync($"runs/{id}/html", RunDeadline));
        Assert.Contains("ndvi_threshold", html, StringComparison.Ordinal);
        await fixture.Stack.Groups.WaitUntilNoneAsync(RunDeadline);
    }

    [Fact]
    public async Task Flavor_TheRegionCannotGive_IsListedWithTheReasonAndRefused()
    {
        var flavors = await _client.Http.GetFromJsonAsync<JsonObject>("/api/flavors");
        var flavor = flavors!["items"]!.AsArray().Single(item => item!["name"]!.GetValue<string>() == "gpu")!;
        using var answer = await _client.Http.PostAsJsonAsync("runs", new { notebook = "any.ipynb", flavor = "gpu" });

        Assert.False(flavor["available"]!.GetValue<bool>());
        Assert.Equal(
            "Container instances have no GPUs: they were retired in every region on 2025-07-14.",
            flavor["reason"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(flavor["reason"]!.GetValue<string>(), await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_InLongCell_DismissedWithPartialNotebookAndNoGroup()
    {
        var id = await _client.RunAsync(Notebooks.Python(
            "print('first cell ' + 'has run')", "import time\ntime.sleep(300)", "print('never')"));
        await _client.WaitForCellAsync(id, completed: 1, RunDeadline);

        var asked = TimeProvider.System.GetTimestamp();
        await _client.CancelAsync(id);
        var run = await _client.WaitForEndAsync(id, TimeSpan.FromSeconds(5));

        Assert.True(TimeProvider.System.GetElapsedTime(asked) < TimeSpan.FromSeconds(5));
        Assert.Equal("dismissed", run["state"]!.GetValue<string>());
        Assert.Equal("cancelled", run["cause"]!["code"]!.GetValue<string>());
        var result = Encoding.UTF8.GetString(await _client.DownloadAsync($"runs/{id}/notebook", RunDeadline));
        Assert.Contains("first cell has run", result, StringComparison.Ordinal);
        await fixture.Stack.Groups.WaitUntilNoneAsync(RunDeadline);
    }

    [Fact]
    public async Task Purge_EndedRun_LeavesNothingOfIt()
    {
        var id = await _client.RunAsync(Notebooks.Python(Notebooks.MarkExecution));
        await _client.WaitForEndAsync(id, RunDeadline);
        BlobContainerClient blobs = new(fixture.Stack.Azurite.ConnectionString, "default-runs");
        Assert.NotEmpty(await BlobsAsync());

        // What a run leaves is put away after its end; until then it cannot be purged.
        var status = HttpStatusCode.Conflict;
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await _client.Http.PostAsync($"runs/{id}/purge", null);
                return (status = answer.StatusCode) != HttpStatusCode.Conflict;
            },
            ConversionDeadline,
            $"{id} may be purged");

        Assert.Equal(HttpStatusCode.NoContent, status);
        using var gone = await _client.Http.GetAsync($"runs/{id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.DoesNotContain(id, await _client.Http.GetStringAsync("runs"), StringComparison.Ordinal);
        Assert.Empty(await BlobsAsync());

        async Task<List<string>> BlobsAsync() => await blobs
            .GetBlobsAsync(new GetBlobsOptions { Prefix = $"{id}/" }).Select(blob => blob.Name).ToListAsync();
    }

    [Fact]
    public async Task Cancel_BeforeAdmission_DismissedWithoutGroup()
    {
        var slow = Notebooks.Python("import time\ntime.sleep(300)");
        var running = new[] { await _client.RunAsync(slow), await _client.RunAsync(slow) };
        var waiting = await _client.RunAsync(Notebooks.Python("x = 1"));

        await _client.CancelAsync(waiting);
        var run = await _client.WaitForEndAsync(waiting, TimeSpan.FromSeconds(5));

        Assert.Equal("dismissed", run["state"]!.GetValue<string>());
        foreach (var id in running)
        {
            await _client.CancelAsync(id);
            await _client.WaitForEndAsync(id, RunDeadline);
        }

        await fixture.Stack.Groups.WaitUntilNoneAsync(RunDeadline);
    }

    [Fact]
    public async Task Run_TwelveAtOnceWithLimitOfTwo_AllEndRightAndNeverMoreThanTwoRun()
    {
        var notebook = Notebooks.Python(Notebooks.MarkExecution, "import time\ntime.sleep(1)");
        var ids = new List<string>();
        for (var number = 0; number < 12; number++)
        {
            ids.Add(await _client.RunAsync(notebook, new { number }));
        }

        var most = 0;
        var ended = 0;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        while (ended < ids.Count)
        {
            var states = await Task.WhenAll(ids.Select(async id => (await _client.GetAsync(id))["state"]!.GetValue<string>()));
            most = Math.Max(most, states.Count(state => state is "provisioning" or "running"));
            ended = states.Count(WorkspaceClient.TerminalStates.Contains);
            await Task.Delay(TimeSpan.FromMilliseconds(100), deadline.Token);
        }

        Assert.Equal(2, most);
        foreach (var id in ids)
        {
            var run = await _client.GetAsync(id);
            Assert.True(run["state"]!.GetValue<string>() == "succeeded", $"{run}");
            await Executions.AssertOnceAsync(_client, id);
        }

        await fixture.Stack.Groups.WaitUntilNoneAsync(ConversionDeadline);
    }
}
