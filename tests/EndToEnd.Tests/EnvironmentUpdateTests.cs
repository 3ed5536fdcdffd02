using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

[Trait("Category", "EndToEnd")]
public sealed class EnvironmentUpdateTests(UpdatingStack fixture) : IClassFixture<UpdatingStack>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(8);

    private readonly WorkspaceClient _client = fixture.Stack.Client;

    private HttpClient Http => _client.Http;

    [Fact]
    public async Task Update_WithNewerPackages_PublishesAVersionThatRunsUse()
    {
        var after = await UpdateAsync("eo");

        var update = after["lastUpdate"]!;
        Assert.True(Text(update, "state") == "published", $"{update}");
        Assert.NotEqual("eo:2026.11", Text(after, "newest"));
        Assert.Equal($"eo:{Text(update, "version")}", Text(after, "newest"));
        Assert.Equal("2026.11", Text(update, "base"));

        var made = await VersionAsync("eo", Text(update, "version"));
        var packages = made["packages"]!.AsArray().Select(line => line!.GetValue<string>()).ToList();
        Assert.Equal(("ready", "eo:2026.11"), (Text(made, "state"), Text(made, "base")));
        Assert.Contains(packages, line => line.StartsWith("tree=", StringComparison.Ordinal));
        Assert.DoesNotContain("tree=0.1", packages);
        Assert.Contains("Setting up tree", await Http.GetStringAsync(made["links"]!["log"]!.GetValue<string>()), StringComparison.Ordinal);

        var parity = await Http.GetFromJsonAsync<JsonObject>($"/api/workspaces/{update["workspace"]}/parity/{update["parity"]}");
        Assert.Equal((Text(made, "image"), true), (Text(parity!, "image"), parity!["identical"]!.GetValue<bool>()));

        var notebook = Notebooks.Python("import subprocess\nsubprocess.run(['tree', '--version'], check=True)");
        await _client.PutFileAsync("tree.ipynb", Encoding.UTF8.GetBytes(notebook.ToJsonString()));
        using var accepted = await Http.PostAsJsonAsync("runs", new { notebook = "tree.ipynb", environment = "eo" });
        var run = await _client.WaitForEndAsync(Text((await accepted.Content.ReadFromJsonAsync<JsonObject>())!, "id"), Deadline);
        Assert.True(Text(run, "state") == "succeeded", $"{run}");
        Assert.Equal(Text(after, "newest"), Text(run, "environment"));
    }

    [Fact]
    public async Task Update_WithASampleThatFails_KeepsTheVersionBeforeAndSaysWhy()
    {
        var after = await UpdateAsync("broken");

        var update = after["lastUpdate"]!;
        Assert.True(Text(update, "state") == "failed", $"{update}");
        Assert.Equal("broken:1", Text(after, "newest"));
        Assert.Contains("The sample nobody.ipynb failed", Text(update, "reason"), StringComparison.Ordinal);
        Assert.Contains("no_such_module", Text(update, "reason"), StringComparison.Ordinal);
        var made = await VersionAsync("broken", Text(update, "version"));
        Assert.Equal(("failed", Text(update, "reason")), (Text(made, "state"), Text(made, "reason")));
        Assert.NotEmpty(await Http.GetStringAsync(made["links"]!["log"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Update_OfAnUnknownEnvironment_IsNotFound()
    {
        using var answer = await Http.PostAsync("/api/environments/none/update", null);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<JsonObject> UpdateAsync(string name)
    {
        using var answer = await Http.PostAsync($"/api/environments/{name}/update", null);
        using var again = await Http.PostAsync($"/api/environments/{name}/update", null);
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (answer.StatusCode, again.StatusCode));
        JsonObject summary = [];
        await Eventually.TrueAsync(
            async () => (summary = (await Http.GetFromJsonAsync<JsonObject>(answer.Headers.Location))!)["lastUpdate"]!["endedOn"] is not null,
            Deadline,
            $"{name} is updated");
        Assert.Equal(1, summary["lastUpdate"]!["number"]!.GetValue<int>());
        return summary;
    }

    private async Task<JsonObject> VersionAsync(string name, string version) =>
        (await Http.GetFromJsonAsync<JsonObject>($"/api/environments/{name}/{version}"))!;

    private static string Text(JsonNode body, string name) => body[name]?.GetValue<string>() ?? $"no {name} in {body}";
}
