using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests.Causes;

/// <summary>Runs that are to end for a certain cause, and what they must leave.</summary>
internal sealed class CauseRuns(WorkspaceClient client)
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    /// <param name="notebook">Its content.</param>
    /// <param name="fields">Of the request, besides the notebook.</param>
    public async Task<string> StartAsync(JsonObject notebook, JsonObject? fields = null)
    {
        var path = $"notebooks/{Guid.NewGuid():N}.ipynb";
        await client.PutFileAsync(path, Encoding.UTF8.GetBytes(notebook.ToJsonString()));
        return await StartAsync(path, fields);
    }

    public async Task<string> StartAsync(string path, JsonObject? fields = null)
    {
        var body = fields ?? [];
        body["notebook"] = path;
        using var answer = await client.Http.PostAsJsonAsync("runs", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<string>();
    }

    public async Task<JsonNode> EndAsync(string id, string code, string state = "failed")
    {
        var run = await client.WaitForEndAsync(id, Deadline);
        Assert.True($"{run["cause"]!["code"]}" == code, $"{run}");
        Assert.Equal(state, $"{run["state"]}");
        return run["cause"]!;
    }

    public async Task<JsonNode> EndAsync(JsonObject notebook, string code, JsonObject? fields = null) =>
        await EndAsync(await StartAsync(notebook, fields), code);

    /// <summary>As <see cref="AssertNotebookAsync"/>, and the HTML shows it.</summary>
    public async Task AssertTruthAsync(string id, string code, params string[] states)
    {
        await AssertNotebookAsync(id, code, states);
        await AssertHtmlAsync(id, code);
    }

    /// <summary>
    /// The result is a valid notebook; its cells are in these states, the failed one has the cause as its error, and the
    /// cause is at the top.
    /// </summary>
    public async Task AssertNotebookAsync(string id, string code, params string[] states)
    {
        var notebook = await ResultAsync(id, states);
        var cells = notebook["cells"]!.AsArray();
        Assert.Contains(code, $"{cells[0]!["source"]}", StringComparison.Ordinal);
        Assert.True((bool)notebook["metadata"]!["papermill"]!["exception"]!);
        foreach (var cell in cells.Where(cell => $"{cell!["metadata"]!["papermill"]?["status"]}" == "failed"))
        {
            Assert.Equal(code, $"{cell!["outputs"]!.AsArray()[^1]!["ename"]}");
        }
    }

    public async Task<JsonNode> ResultAsync(string id, params string[] states)
    {
        var content = await client.DownloadAsync($"runs/{id}/notebook", Deadline);
        await NotebookFormat.ValidateAsync(content);
        var notebook = JsonNode.Parse(content)!;
        var found = notebook["cells"]!.AsArray().Select(cell => (string?)cell!["metadata"]!["papermill"]?["status"]).OfType<string>();
        Assert.Equal(states, found);
        return notebook;
    }

    public async Task AssertHtmlAsync(string id, string text) => Assert.Contains(
        text, Encoding.UTF8.GetString(await client.DownloadAsync($"runs/{id}/html", Deadline)), StringComparison.Ordinal);
}
