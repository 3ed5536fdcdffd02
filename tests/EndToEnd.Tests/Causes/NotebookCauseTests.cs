using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests.Causes;

/// <summary>Causes that are in the notebook, its kernel and its parameters.</summary>
[Trait("Category", "EndToEnd")]
[Collection(CauseStack.Collection)]
public sealed class NotebookCauseTests(CauseStack fixture)
{
    private const string Never = "print('never')";

    private readonly WorkspaceClient _client = fixture.Stack.Client;
    private readonly CauseRuns _runs = new(fixture.Stack.Client);

    [Fact]
    public async Task Exception_IsNotebookErrorWithCellNameAndValue()
    {
        var id = await _runs.StartAsync(Notebooks.Python("x = 1", "raise ValueError('no scene for ' + 'tile 33UXP')", Never));

        var cause = await _runs.EndAsync(id, "notebook-error");

        Assert.Equal(1, (int)cause["cellIndex"]!);
        Assert.Equal("ValueError", $"{cause["exceptionName"]}");
        Assert.Equal("no scene for tile 33UXP", $"{cause["exceptionValue"]}");
        var result = await _runs.ResultAsync(id, "completed", "failed", "pending");
        Assert.Contains("Traceback", result.ToJsonString(), StringComparison.Ordinal);
        await _runs.AssertHtmlAsync(id, "no scene for tile 33UXP");
    }

    [Fact]
    public async Task KernelKilled_IsKernelDiedAtItsCell()
    {
        var id = await _runs.StartAsync(Notebooks.Python(
            "print('first')", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", Never));

        var cause = await _runs.EndAsync(id, "kernel-died");

        Assert.Equal(1, (int)cause["cellIndex"]!);
        await _runs.AssertTruthAsync(id, "kernel-died", "completed", "failed", "pending");
    }

    [Fact]
    public async Task KernelMissing_IsKernelUnavailableAndNamesThoseThatThereAre()
    {
        var id = await _runs.StartAsync(Notebooks.Python("1", Never), new JsonObject { ["kernel"] = "julia-9" });

        var cause = await _runs.EndAsync(id, "kernel-unavailable");

        Assert.Contains("julia-9", $"{cause["message"]}", StringComparison.Ordinal);
        Assert.Contains("python3", $"{cause["message"]}", StringComparison.Ordinal);
        await _runs.AssertTruthAsync(id, "kernel-unavailable", "pending", "pending");
    }

    /// <summary>A kernel of the user's own, in home, that is started and says nothing.</summary>
    [Fact]
    public async Task KernelSilent_IsStartTimeout()
    {
        var setup = Notebooks.Python(
            """
            import json, pathlib
            folder = pathlib.Path.home() / '.local/share/jupyter/kernels/silent'
            folder.mkdir(parents=True, exist_ok=True)
            (folder / 'kernel.json').write_text(json.dumps(
                {'argv': ['sleep', '600'], 'display_name': 'silent', 'language': 'python'}))
            """);
        Assert.Equal("succeeded", $"{(await _client.WaitForEndAsync(await _runs.StartAsync(setup), CauseRuns.Deadline))["state"]}");
        var fields = new JsonObject { ["kernel"] = "silent", ["timeouts"] = new JsonObject { ["startSeconds"] = 2 } };
        var id = await _runs.StartAsync(Notebooks.Python("1", Never), fields);

        var cause = await _runs.EndAsync(id, "start-timeout");

        Assert.Contains("within 2 s", $"{cause["message"]}", StringComparison.Ordinal);
        await _runs.AssertTruthAsync(id, "start-timeout", "pending", "pending");
    }

    /// <summary>One in home is read by its run; what is in the workspace's files is refused beforehand.</summary>
    [Fact]
    public async Task NoNotebook_IsInvalidNotebook()
    {
        var path = $"none-{Guid.NewGuid():N}.ipynb";
        var setup = Notebooks.Python($"import pathlib\n(pathlib.Path.home() / '{path}').write_text('no notebook')");
        Assert.Equal("succeeded", $"{(await _client.WaitForEndAsync(await _runs.StartAsync(setup), CauseRuns.Deadline))["state"]}");
        var id = await _runs.StartAsync($"home:{path}");

        var cause = await _runs.EndAsync(id, "invalid-notebook");

        Assert.Contains("not valid JSON", $"{cause["message"]}", StringComparison.Ordinal);
        using var result = await _client.Http.GetAsync($"runs/{id}/notebook");
        Assert.Equal(HttpStatusCode.NotFound, result.StatusCode);
        await _client.PutFileAsync(path, Encoding.UTF8.GetBytes("no notebook"));
        using var refused = await _client.Http.PostAsJsonAsync("runs", new { notebook = path });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    /// <summary>Papermill writes parameters in the notebook's language, and knows no such one.</summary>
    [Fact]
    public async Task LanguageUnknown_IsInvalidParameters()
    {
        var notebook = Notebooks.Python("year = 2025", Never);
        notebook["cells"]![0]!["metadata"] = new JsonObject { ["tags"] = new JsonArray("parameters") };
        notebook["metadata"]!["kernelspec"]!["language"] = "klingon";
        notebook["metadata"]!["language_info"]!["name"] = "klingon";
        var id = await _runs.StartAsync(notebook, new JsonObject { ["parameters"] = new JsonObject { ["year"] = 2026 } });

        var cause = await _runs.EndAsync(id, "invalid-parameters");

        Assert.Contains("klingon", $"{cause["message"]}", StringComparison.Ordinal);
        await _runs.AssertTruthAsync(id, "invalid-parameters", "pending", "pending");
    }
}
