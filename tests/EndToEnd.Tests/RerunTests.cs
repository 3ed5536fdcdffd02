using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

[Trait("Category", "EndToEnd")]
[Collection(SessionStack.Collection)]
public sealed class RerunTests(SessionStack fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private readonly WorkspaceClient _client = fixture.Stack.Client;

    [Fact]
    public async Task Rerun_NotebookAndFileChangedMeanwhile_RunsTheNotebookOfThen()
    {
        var path = $"rerun-{Guid.NewGuid():N}.ipynb";
        await _client.PutFileAsync(path, Content("import sys; print('first', x, sys.prefix)"));
        var first = await EndAsync(await _client.RunAsync(path, new { x = 5 }));
        await _client.PutFileAsync(path, Content("print('second')"));

        var again = await EndAsync(await RerunAsync(first, null));
        var changed = await EndAsync(await RerunAsync(first, new { parameters = new { x = 6 } }));

        Assert.Equal(await PrintedAsync(first), await PrintedAsync(again));
        Assert.StartsWith("first 6 ", await PrintedAsync(changed), StringComparison.Ordinal);
        foreach (var field in (string[])["notebookSha256", "image", "environment", "parameters"])
        {
            Assert.Equal(first[field]!.ToJsonString(), again[field]!.ToJsonString());
        }

        var (before, after) = (await ProvenanceAsync(first), await ProvenanceAsync(again));
        foreach (var field in (string[])["notebookSha256", "image", "packages"])
        {
            Assert.Equal(before[field]!.ToJsonString(), after[field]!.ToJsonString());
        }
    }

    /// <summary>What a notebook in home finds beside it is there again, and the notebook itself is that of then.</summary>
    [Fact]
    public async Task Rerun_OfANotebookInHome_RunsInItsFolder()
    {
        var folder = $"rerun-{Guid.NewGuid():N}";
        var setup = Notebooks.Python(
            $"import json, pathlib\nfolder = pathlib.Path.home() / '{folder}'\nfolder.mkdir()",
            "(folder / 'beside.txt').write_text('beside')",
            $"(folder / 'a.ipynb').write_text({JsonValue.Create(Encoding.UTF8.GetString(Content("print(open('beside.txt').read())"))).ToJsonString()})");
        Assert.Equal("succeeded", $"{(await EndAsync(await _client.RunAsync(setup)))["state"]}");
        var first = await EndAsync(await _client.RunAsync($"home:{folder}/a.ipynb"));
        var remove = Notebooks.Python($"import pathlib\n(pathlib.Path.home() / '{folder}' / 'a.ipynb').unlink()");
        Assert.Equal("succeeded", $"{(await EndAsync(await _client.RunAsync(remove)))["state"]}");

        var again = await EndAsync(await RerunAsync(first, null));

        Assert.Equal("beside\n", await PrintedAsync(first));
        Assert.Equal("beside\n", await PrintedAsync(again));
        Assert.Equal($"home:{folder}/a.ipynb", $"{again["notebook"]}");
    }

    private static byte[] Content(string source) => Encoding.UTF8.GetBytes(Notebooks.Python(source).ToJsonString());

    private Task<JsonObject> EndAsync(string id) => _client.WaitForEndAsync(id, Deadline);

    private async Task<string> RerunAsync(JsonObject run, object? changes)
    {
        using var answer = await _client.Http.PostAsync($"runs/{run["id"]}/rerun", changes is null ? null : JsonContent.Create(changes));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<string>();
    }

    private async Task<string> PrintedAsync(JsonObject run)
    {
        Assert.Equal("succeeded", $"{run["state"]}");
        var notebook = JsonNode.Parse(await _client.DownloadAsync($"runs/{run["id"]}/notebook", Deadline))!;
        return string.Concat(notebook["cells"]!.AsArray()[^1]!["outputs"]!.AsArray()[0]!["text"]!.AsArray().Select(line => $"{line}"));
    }

    private async Task<JsonObject> ProvenanceAsync(JsonObject run) =>
        JsonNode.Parse(await _client.DownloadAsync($"runs/{run["id"]}/provenance", Deadline))!.AsObject();
}
