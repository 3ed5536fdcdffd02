using System.Diagnostics;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Agent.Tests.Containers;

/// <summary>Cancelling, duplicates, renewal, and a storage or endpoint that is gone.</summary>
[Trait("Category", "Container")]
public sealed class LifecycleTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Run_CancelledInLongCell_SettlesWithin5SecondsWithThePartialNotebook()
    {
        var notebook = TestNotebook.Of("print('first')", "import time\nprint('begun')\ntime.sleep(600)", "print('never')");
        await using var app = await AgentRuns.StartAppAsync(notebook);
        await using var container = AgentContainer.Start(app, LocalTools.EoImage);
        await Eventually.TrueAsync(() => LogContainsAsync(app, "begun"), Soon, "the cell has begun");

        // As the app answers once the user has asked for it.
        app.StartStatus = 409;
        var watch = Stopwatch.StartNew();
        await container.SignalAsync("TERM");
        await Eventually.TrueAsync(() => app.HasEvent("settled"), TimeSpan.FromSeconds(5), "the run is settled");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"settled after {watch.Elapsed}");
        await container.ExitsAsync(0);

        var settled = app.Settled!;
        Assert.Equal("dismissed", (string?)settled["outcome"]);
        Assert.Equal("cancelled", (string?)settled["cause"]!["code"]);
        Assert.Equal(1, (int)settled["cause"]!["cellIndex"]!);
        Assert.Equal("""{"total":3,"completed":1}""", settled["cells"]!.ToJsonString());
        Assert.Equal(["completed", "failed", "pending"], await AgentRuns.CellStatesAsync(app));
        Assert.Contains("begun", await app.ReadAsync("output.ipynb"), StringComparison.Ordinal);
        Assert.Contains("begun", await app.ReadAsync("output.html"), StringComparison.Ordinal);
        Assert.True(app.HasEvent("finished"));
    }

    [Fact]
    public async Task Run_EndedThoughTheAppWantsIt_IsPreemptedAndTheNotebookSaysSo()
    {
        await using var app = await AgentRuns.StartAppAsync(TestNotebook.Of("print('begun')\nimport time; time.sleep(600)", "1"));
        await using var container = AgentContainer.Start(app, LocalTools.EoImage);
        await Eventually.TrueAsync(() => LogContainsAsync(app, "begun"), Soon, "the cell has begun");

        await container.SignalAsync("TERM");
        await container.ExitsAsync(0);

        Assert.Equal("failed", (string?)app.Settled!["outcome"]);
        Assert.Equal("preempted", (string?)app.Settled!["cause"]!["code"]);
        Assert.Equal(["failed", "pending"], await AgentRuns.CellStatesAsync(app));
        Assert.Contains("preempted", await app.ReadAsync("output.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhileACellRuns_StatusAndLogTellIt()
    {
        var notebook = TestNotebook.Of("print('first')", "print('begun')\nimport time; time.sleep(600)");
        await using var app = await AgentRuns.StartAppAsync(notebook);
        await using var container = AgentContainer.Start(app, LocalTools.EoImage);
        await Eventually.TrueAsync(() => LogContainsAsync(app, "begun"), Soon, "the log has what the cell printed");

        await Eventually.TrueAsync(
            async () => JsonNode.Parse(await app.ReadAsync("status.json"))!["cells"]?.ToJsonString() ==
                """{"total":2,"completed":1,"current":1}""",
            Soon,
            "the status names the cell");
    }

    [Fact]
    public async Task Run_AttemptIsClaimedAlready_DoesNothing()
    {
        await using var app = await AgentRuns.StartAppAsync(TestNotebook.Of("open('/work/outputs/a', 'w')"));
        await app.Blob("status.json").UploadAsync(BinaryData.FromString("""{"state":"running","claimId":"other"}"""));
        await using var container = AgentContainer.Start(app, LocalTools.EoImage);

        await container.ExitsAsync(0);

        Assert.Empty(app.Events);
        Assert.False((await app.Blob("output.ipynb").ExistsAsync()).Value);
        Assert.Contains("other", await app.ReadAsync("status.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AppDoesNotWantIt_DoesNothing()
    {
        await using var app = await AgentRuns.StartAppAsync(TestNotebook.Of("1"));
        app.StartStatus = 409;
        await using var container = AgentContainer.Start(app, LocalTools.EoImage);

        await container.ExitsAsync(0);

        Assert.Equal(["start"], app.Calls);
        Assert.False((await app.Blob("status.json").ExistsAsync()).Value);
    }

    [Fact]
    public async Task Run_KeyIsWrong_FailsAtOnceAndSaysWhy()
    {
        await using var app = await AgentRuns.StartAppAsync(TestNotebook.Of("1"));
        await using var container = AgentContainer.Start(
            app, LocalTools.EoImage, "--env", "CLOUD_WORKSPACES_AGENT_KEY=AAAA");

        await container.ExitsAsync(1);

        Assert.Contains("POST start: status 401", container.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SignaturesExpireSoon_AreRenewedThroughTheEndpoint()
    {
        await using var app = await AgentRuns.StartAppAsync(TestNotebook.Of("print('here')"));
        // Less than the agent's margin: each use asks again.
        app.SasLifetime = TimeSpan.FromMinutes(2);

        var settled = await AgentRuns.SettleAsync(app);

        Assert.Equal("completed", (string?)settled["cause"]!["code"]);
        Assert.Contains("access", app.Calls);
        Assert.Contains("here", await app.ReadAsync("output.ipynb"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StorageIsGoneFromTheStart_TellsTheEndpointAndFails()
    {
        var azurite = await AzuriteServer.StartAsync();
        await using var app = await AgentApp.StartAsync(
            TestNotebook.Of("1"), new BlobContainerClient(azurite.ConnectionString, "runs"), []);
        await azurite.DisposeAsync();
        await using var container = AgentContainer.Start(app, LocalTools.EoImage);

        await container.ExitsAsync(1);

        Assert.Equal("storage-unavailable", (string?)app.Settled!["cause"]!["code"]);
        Assert.Equal("failed", (string?)app.Settled!["outcome"]);
    }

    [Fact]
    public async Task Run_StorageIsGoneInTheMiddle_TellsTheEndpointWhatWasNotStored()
    {
        var azurite = await AzuriteServer.StartAsync();
        var blobs = new BlobContainerClient(azurite.ConnectionString, "runs");
        var notebook = TestNotebook.Of(
            "print('begun')\nimport os, time\nwhile not os.path.exists('/work/go'): time.sleep(0.05)");
        await using var app = await AgentApp.StartAsync(notebook, blobs, []);
        await using var container = AgentContainer.Start(app, LocalTools.EoImage);
        await Eventually.TrueAsync(() => LogContainsAsync(app, "begun"), Soon, "the cell has begun");
        await azurite.DisposeAsync();
        await container.ExecAsync("touch", "/work/go");

        await container.ExitsAsync(1, TimeSpan.FromMinutes(3));

        var cause = app.Settled!["cause"]!;
        Assert.Equal("storage-unavailable", (string?)cause["code"]);
        Assert.Contains("the result notebook", (string?)cause["message"], StringComparison.Ordinal);
    }

    private static async Task<bool> LogContainsAsync(AgentApp app, string text) =>
        (await app.Blob("log.txt").ExistsAsync()).Value &&
        (await app.ReadAsync("log.txt")).Contains(text, StringComparison.Ordinal);
}
