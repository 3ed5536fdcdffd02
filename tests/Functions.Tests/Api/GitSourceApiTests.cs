using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Functions.Tests.Api;

[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class GitSourceApiTests(ApiFixture api)
{
    private const string Workspace = "/api/workspaces/default";
    private const string Runs = Workspace + "/runs";

    [Fact]
    public async Task Create_FromGit_TellsItsSourceAndHasNoHashYet()
    {
        var run = await CreateAsync(new { url = "https://git.example.org/team/a.git", path = "deep/a.ipynb" });

        Assert.Equal("git:https://git.example.org/team/a.git//deep/a.ipynb", $"{run["notebook"]}");
        Assert.Equal(
            """{"url":"https://git.example.org/team/a.git","revision":"HEAD","path":"deep/a.ipynb"}""",
            run["git"]!.ToJsonString());
        Assert.Null(run["notebookSha256"]);
        Assert.Null(run["commit"]);
    }

    [Fact]
    public async Task Create_CredentialIsASecretOfTheWorkspace_GoesOverHttpsAlone()
    {
        const string Name = "GIT_TOKEN_OF_TEST";
        await api.Client.PutAsJsonAsync($"{Workspace}/secrets/{Name}", new { value = "some-token" }).JsonAsync(HttpStatusCode.Created);

        var run = await CreateAsync(new { url = "https://git.example.org/a.git", path = "a.ipynb", credential = Name });
        var plain = await api.Client
            .PostAsJsonAsync(Runs, new { git = new { url = "http://git.example.org/a.git", path = "a.ipynb", credential = Name } })
            .ProblemAsync(400, "invalid-request");
        await api.Client.DeleteAsync($"{Workspace}/secrets/{Name}");

        Assert.Equal(Name, $"{run["git"]!["credential"]}");
        Assert.Equal("git.credential", plain.ErrorNames());
    }

    [Fact]
    public async Task Create_AsAForm_TakesGitAsJson()
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent("""{"url":"https://git.example.org/a.git","revision":"v1","path":"a.ipynb"}"""), "git" },
            { new StringContent("""{"a":1}"""), "parameters" },
        };

        var run = await api.Client.PostAsync(Runs, form).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal("v1", $"{run["git"]!["revision"]}");
        Assert.Equal("""{"a":1}""", run["parameters"]!.ToJsonString());
    }

    [Fact]
    public async Task Rerun_OfACommit_AsksForThatCommit()
    {
        var commit = new string('a', 40);
        var run = await CreateAsync(new { url = "https://git.example.org/a.git", revision = "main", path = "a.ipynb" });
        var key = RunKeys.Partition("default", RunId.Parse($"{run["id"]}"));
        var row = new TableEntity(key, RunKeys.Run) { [nameof(RunRecord.Commit)] = commit };
        await new TableClient(api.Storage, "Runs").UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge);

        var again = await api.Client.PostAsync($"{Runs}/{run["id"]}/rerun", null).JsonAsync(HttpStatusCode.Accepted);
        var refused = await api.Client
            .PostAsJsonAsync($"{Runs}/{run["id"]}/rerun", new { git = new { revision = "other" } })
            .ProblemAsync(400, "invalid-request");

        Assert.Equal(commit, $"{again["git"]!["revision"]}");
        Assert.Equal($"{run["notebook"]}", $"{again["notebook"]}");
        Assert.Equal("git", refused.ErrorNames());
    }

    private Task<JsonObject> CreateAsync(object git) =>
        api.Client.PostAsJsonAsync(Runs, new { git }).JsonAsync(HttpStatusCode.Accepted);
}
