using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Agent.Tests.Containers;

/// <summary>Runs of the native agent in the environment image, against Azurite and an endpoint on the contract.</summary>
[Trait("Category", "Container")]
public sealed class RunTests
{
    [Fact]
    public async Task Run_NotebookWithOutputs_StoresEverythingAndSettlesBeforeTheHtml()
    {
        var notebook = TestNotebook.Create(
            "python3",
            TestNotebook.Markdown("# Title"),
            TestNotebook.Code("name = 'x'\nflag = None\nratio = 0\nnothing = 1", "parameters"),
            TestNotebook.Code(
                "import os, pathlib\n" +
                "folder = pathlib.Path(os.environ['CLOUD_WORKSPACES_OUTPUTS'])\n" +
                "(folder / 'deep').mkdir()\n" +
                "(folder / 'deep' / 'a b.txt').write_text('hello')\n" +
                "(folder / 'secret').symlink_to('/etc/shadow')\n" +
                "os.mkfifo(folder / 'pipe')\n" +
                "print(repr([name, flag, ratio, nothing]))\n" +
                "print(os.getuid(), os.getcwd(), os.environ['HOME'], os.environ['CLOUD_WORKSPACES_ID'])\n" +
                "print('AGENT' in str(os.environ), open('/proc/self/oom_score_adj').read())"));
        await using var app = await AgentRuns.StartAppAsync(notebook, new JsonObject
        {
            ["parameters"] = new JsonObject
            {
                ["name"] = "NO",
                ["flag"] = false,
                ["ratio"] = JsonNode.Parse("1e5"),
                ["nothing"] = null,
            },
        });
        await using var container = AgentContainer.Start(app, LocalTools.EoImage);

        await container.ExitsAsync(0);

        var settled = app.Settled!;
        Assert.Equal("succeeded", (string?)settled["outcome"]);
        Assert.Equal("completed", (string?)settled["cause"]!["code"]);
        Assert.Equal(0, (int)settled["exitCode"]!);
        Assert.Equal("""{"total":3,"completed":3}""", settled["cells"]!.ToJsonString());
        Assert.True((long)settled["peakMemoryBytes"]! > 10_000_000);
        Assert.Equal(["started", "settled", "finished"], app.Events.Select(found => (string)found["type"]!));
        var log = await app.ReadAsync("log.txt");
        Assert.Contains("['NO', False, 100000.0, None]", log, StringComparison.Ordinal);
        Assert.Contains($"1000 /work /home/jovyan {app.RunId}", log, StringComparison.Ordinal);
        Assert.Contains("False 700", log, StringComparison.Ordinal);
        Assert.Equal("hello", await app.ReadAsync("outputs/deep/a b.txt"));
        Assert.False((await app.Blob("outputs/secret").ExistsAsync()).Value);
        Assert.Contains("<html", await app.ReadAsync("output.html"), StringComparison.Ordinal);
        Assert.Contains("\"workingSetBytes\":", await app.ReadAsync("metrics.ndjson"), StringComparison.Ordinal);
        Assert.Contains("\"papermillVersion\":\"2.6.0\"", await app.ReadAsync("provenance.json"), StringComparison.Ordinal);
        Assert.Equal("finished", (string?)JsonNode.Parse(await app.ReadAsync("status.json"))!["state"]);
        var html = (await app.Blob("output.html").GetPropertiesAsync()).Value.CreatedOn;
        Assert.True((await app.Blob("output.ipynb").GetPropertiesAsync()).Value.CreatedOn <= html);
    }
}
