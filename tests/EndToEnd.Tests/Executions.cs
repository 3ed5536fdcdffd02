using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>Counts the traces that <see cref="Notebooks.MarkExecution"/> leaves.</summary>
public static class Executions
{
    public static async Task AssertOnceAsync(WorkspaceClient client, string runId)
    {
        var outputs = await client.Http.GetFromJsonAsync<JsonObject>($"runs/{runId}/outputs");
        var marks = outputs!["items"]!.AsArray()
            .Select(item => item!["path"]!.GetValue<string>())
            .Where(path => path.StartsWith("executed-", StringComparison.Ordinal));
        Assert.Single(marks);
    }
}
