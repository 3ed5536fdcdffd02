using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>Notebooks in a git repository that wants a password, fetched by their runs' containers.</summary>
[Trait("Category", "EndToEnd")]
public sealed class GitRunTests(GitStack fixture) : IClassFixture<GitStack>
{
    private const string Secret = "REPOSITORY";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly WorkspaceClient _client = fixture.Stack.Client;

    [Fact]
    public async Task Run_FromABranch_RecordsTheCommitAndRerunRepeatsIt()
    {
        await PutSecretAsync();
        var commit = await CommitAsync("first");
        var run = await EndAsync(await RunAsync(new { url = fixture.Git.Repository, revision = "main", path = "maps/a.ipynb", credential = Secret }));
        await CommitAsync("second");

        var again = await EndAsync(await PostAsync($"runs/{run["id"]}/rerun", new { }));

        foreach (var ended in (JsonObject[])[run, again])
        {
            Assert.True($"{ended["state"]}" == "succeeded", $"{ended}");
            Assert.Equal(commit, $"{ended["commit"]}");
            var result = Encoding.UTF8.GetString(await _client.DownloadAsync($"runs/{ended["id"]}/notebook", Deadline));
            Assert.Contains("first /work/source/maps", result, StringComparison.Ordinal);
            var output = await _client.DownloadAsync($"runs/{ended["id"]}/outputs/a.txt", Deadline);
            Assert.Equal("kept", Encoding.UTF8.GetString(output));
        }

        Assert.Equal("main", $"{run["git"]!["revision"]}");
        Assert.Equal(commit, $"{again["git"]!["revision"]}");
        Assert.Equal($"{run["notebookSha256"]}", $"{again["notebookSha256"]}");
        await AssertHiddenAsync();
    }

    [Fact]
    public async Task Run_WithoutTheCredential_FailsAndSaysWhatIsMissing()
    {
        await CommitAsync("first");

        var run = await EndAsync(await RunAsync(new { url = fixture.Git.Repository, path = "maps/a.ipynb" }));

        Assert.Equal("failed", $"{run["state"]}");
        Assert.Equal("storage-unavailable", $"{run["cause"]!["code"]}");
        Assert.Contains("the run names no credential", $"{run["cause"]!["message"]}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PathIsNotThere_IsInvalidNotebookWithTheCommitThatWasLookedAt()
    {
        await PutSecretAsync();
        var commit = await CommitAsync("first");

        var run = await EndAsync(await RunAsync(new { url = fixture.Git.Repository, path = "maps/b.ipynb", credential = Secret }));

        Assert.Equal("invalid-notebook", $"{run["cause"]!["code"]}");
        Assert.Contains($"which is commit {commit}", $"{run["cause"]!["message"]}", StringComparison.Ordinal);
    }

    private Task<string> CommitAsync(string word) => fixture.Git.CommitAsync(new Dictionary<string, string>
    {
        ["maps/a.ipynb"] = Notebooks.Python(
            "import os, words\nprint(words.word, os.getcwd())", "open('outputs/a.txt', 'w').write('kept')").ToJsonString(),
        ["maps/words.py"] = $"word = '{word}'\nwritten = '{Guid.NewGuid():N}'\n",
    });

    private async Task PutSecretAsync()
    {
        using var answer = await _client.Http.PutAsJsonAsync(
            $"secrets/{Secret}", new { value = $"{GitStack.User}:{GitStack.Password}" });
        answer.EnsureSuccessStatusCode();
    }

    private Task<string> RunAsync(object git) => PostAsync("runs", new { git });

    private async Task<string> PostAsync(string path, object body)
    {
        using var answer = await _client.Http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<string>();
    }

    private Task<JsonObject> EndAsync(string id) => _client.WaitForEndAsync(id, Deadline);

    /// <summary>The password is in none of the blobs of any run.</summary>
    private async Task AssertHiddenAsync()
    {
        var container = new BlobContainerClient(fixture.Stack.StorageConnection, "default-runs");
        var seen = 0;
        await foreach (var blob in container.GetBlobsAsync())
        {
            var content = (await container.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToString();
            Assert.False(content.Contains(GitStack.Password, StringComparison.Ordinal), blob.Name);
            seen++;
        }

        Assert.True(seen > 10, $"{seen} blobs were looked at.");
    }
}
