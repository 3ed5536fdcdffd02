using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Agent.Tests.Containers;

/// <summary>Notebooks in git, by the image's git from git's own HTTP backend.</summary>
[Trait("Category", "Container")]
public sealed class GitTests
{
    private const string Secret = "a-long-password";

    private static readonly string Notebook = TestNotebook.Of(
        "import helper; print(helper.greeting)",
        "import os; print(os.getcwd()); open('outputs/a.txt', 'w').write('kept')");

    [Fact]
    public async Task Run_FromABranch_RunsBesideItsFilesAndTellsTheCommit()
    {
        await using var git = await GitServer.StartAsync();
        var commit = await CommitAsync(git, "hello");
        await using var app = await StartAsync(git, new JsonObject { ["revision"] = "main" });

        var settled = await AgentRuns.SettleAsync(app);

        AssertCause("completed", settled);
        var result = await app.ReadAsync("output.ipynb");
        Assert.Contains("hello", result, StringComparison.Ordinal);
        Assert.Contains("/work/source/deep/er", result, StringComparison.Ordinal);
        Assert.Equal("kept", await app.ReadAsync("outputs/a.txt"));
        Assert.Equal(Notebook, await app.ReadAsync("input.ipynb"));
        Assert.Equal(commit, (string?)app.Events.Single(found => (string?)found["type"] == "started")["commit"]);
        var origin = JsonNode.Parse(await app.ReadAsync("provenance.json"))!["git"]!;
        Assert.Equal(commit, (string?)origin["commit"]);
        Assert.Equal(git.Repository.AbsoluteUri, (string?)origin["url"]);
    }

    [Fact]
    public async Task Run_FromACommitOfBefore_RunsItThoughTheBranchHasGoneOn()
    {
        await using var git = await GitServer.StartAsync();
        var commit = await CommitAsync(git, "hello");
        await CommitAsync(git, "later");
        await using var app = await StartAsync(git, new JsonObject { ["revision"] = commit });

        var settled = await AgentRuns.SettleAsync(app);

        AssertCause("completed", settled);
        Assert.Contains("hello", await app.ReadAsync("output.ipynb"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "deep/er/a.ipynb", "has no revision 'nowhere'")]
    [InlineData("main", "deep/b.ipynb", "has no file 'deep/b.ipynb' at 'main'")]
    public async Task Run_RevisionOrPathIsNotThere_IsInvalidNotebookAndSaysWhich(string revision, string path, string message)
    {
        await using var git = await GitServer.StartAsync();
        await CommitAsync(git, "hello");
        await using var app = await StartAsync(git, new JsonObject { ["revision"] = revision, ["path"] = path });

        var settled = await AgentRuns.SettleAsync(app);

        AssertCause("invalid-notebook", settled);
        Assert.Contains(message, (string?)settled["cause"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RepositoryWithAPassword_IsOpenedByTheSecretThatNothingShows()
    {
        await using var git = await GitServer.StartAsync($"me:{Secret}");
        await CommitAsync(git, "hello");
        await using var app = await StartAsync(git, new JsonObject { ["credential"] = "GIT_TOKEN" });
        await using var closed = await StartAsync(git, []);

        var settled = await AgentRuns.SettleAsync(
            app, "--env", $"GIT_TOKEN=me:{Secret}", "--env", "CLOUD_WORKSPACES_AGENT_SECRETS=GIT_TOKEN");
        var refused = await AgentRuns.SettleAsync(closed);

        AssertCause("completed", settled);
        AssertCause("storage-unavailable", refused);
        Assert.Contains("is not open to everybody", (string?)refused["cause"]!["message"], StringComparison.Ordinal);
        Assert.Contains(git.Authorizations, given => given is null);
        foreach (var blob in (string[])["log.txt", "provenance.json", "status.json", "output.ipynb"])
        {
            Assert.DoesNotContain(Secret, await app.ReadAsync(blob), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Run_ServerDoesNotAnswer_EndsInTime()
    {
        await using var git = await GitServer.StartAsync();
        git.Silent = true;
        await using var app = await StartAsync(git, new JsonObject { ["timeoutSeconds"] = 1 });

        var settled = await AgentRuns.SettleAsync(app);

        AssertCause("storage-unavailable", settled);
        Assert.Contains("could not be fetched within 1 s", (string?)settled["cause"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RepositoryIsTooLarge_EndsAndSaysSo()
    {
        await using var git = await GitServer.StartAsync();
        await CommitAsync(git, "hello");
        await git.CommitAsync(new Dictionary<string, string> { ["large"] = new string('x', 40_000_000) });
        await using var app = await StartAsync(git, new JsonObject { ["maxBytes"] = 20_000_000 });

        var settled = await AgentRuns.SettleAsync(app);

        AssertCause("invalid-notebook", settled);
        Assert.Contains("more than the 19 MiB", (string?)settled["cause"]!["message"], StringComparison.Ordinal);
    }

    private static void AssertCause(string code, JsonObject settled) =>
        Assert.True(code == (string?)settled["cause"]!["code"], settled.ToJsonString());

    private static Task<string> CommitAsync(GitServer git, string greeting) => git.CommitAsync(new Dictionary<string, string>
    {
        ["deep/er/a.ipynb"] = Notebook,
        ["deep/er/helper.py"] = $"greeting = '{greeting}'\n",
    });

    private static Task<AgentApp> StartAsync(GitServer git, JsonObject job)
    {
        job["url"] = git.Repository.AbsoluteUri;
        job["revision"] ??= "HEAD";
        job["path"] ??= "deep/er/a.ipynb";
        job["timeoutSeconds"] ??= 60;
        job["maxBytes"] ??= 100_000_000;
        return AgentRuns.StartAppAsync("", new JsonObject { ["git"] = job });
    }
}
