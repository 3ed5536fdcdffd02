using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Functions.Tests.Api;

/// <summary>Batches in an app whose runs are accepted and go no further.</summary>
[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class BatchesApiTests(ApiFixture api)
{
    private const string Notebook = """{"nbformat":4,"metadata":{},"cells":[]}""";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Create_Matrix_StartsAsManyRunsAsAskedFor()
    {
        using var user = await api.NewUserAsync(ApiUsers.NewName("user"));
        var batches = await WithNotebookAsync(user);

        var batch = await PostAsync(user, batches, """
            {"name":"tiles","run":{"notebook":"a.ipynb","parameters":{"x":0,"y":7}},"matrix":{"x":{"range":{"from":1,"to":5}}},"concurrency":2}
            """).JsonAsync(HttpStatusCode.Accepted);
        var self = batch["links"]!["self"]!.GetValue<string>();

        Assert.Equal("""{"pending":5,"running":0,"succeeded":0,"failed":0,"dismissed":0}""", batch["counts"]!.ToJsonString());
        await Eventually.TrueAsync(
            async () => (await GetAsync(user, self))["counts"]!["running"]!.GetValue<int>() == 2, Deadline, "two run");
        JsonArray items = [];
        // The counts tell of items that are being started.
        await Eventually.TrueAsync(
            async () => (items = (await GetAsync(user, $"{self}/items"))["items"]!.AsArray())
                .Select(item => item!["state"]!.GetValue<string>())
                .SequenceEqual(["running", "running", "pending", "pending", "pending"]),
            Deadline,
            "the first two run");
        Assert.Equal([1, 2, 3, 4, 5], items.Select(item => item!["parameters"]!["x"]!.GetValue<int>()));
        var runs = batches.Replace("/batches", "/runs", StringComparison.Ordinal);
        await Eventually.TrueAsync(
            async () => (await GetAsync(user, runs))["items"]!.AsArray().Count == 2, Deadline, "both runs are listed");
        var run = await GetAsync(user, $"{runs}/{items[1]!["run"]}");
        Assert.Equal(("batch", batch["id"]!.GetValue<string>(), 1), (run["trigger"]!.GetValue<string>(), run["batch"]!.GetValue<string>(), run["batchItem"]!.GetValue<int>()));
        Assert.Equal("""{"x":2,"y":7}""", run["parameters"]!.ToJsonString());

        await user.DeleteAsync(self).JsonAsync(HttpStatusCode.Accepted);
        await Eventually.TrueAsync(
            async () => (await GetAsync(user, self))["state"]!.GetValue<string>() == "dismissed", Deadline, "it is cancelled");
        Assert.Equal(5, (await GetAsync(user, self))["counts"]!["dismissed"]!.GetValue<int>());
        await user.DeleteAsync(self).ProblemAsync(409, "wrong-state");

        var again = await user.PostAsync($"{self}/retry", null).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(2, again["round"]!.GetValue<int>());
        await Eventually.TrueAsync(
            async () => (await GetAsync(user, self))["counts"]!["running"]!.GetValue<int>() == 2, Deadline, "two run again");
        await user.DeleteAsync(self).JsonAsync(HttpStatusCode.Accepted);
        await Eventually.TrueAsync(
            async () => (await GetAsync(user, self))["state"]!.GetValue<string>() == "dismissed", Deadline, "it is cancelled again");
    }

    [Fact]
    public async Task Create_FromAFile_AndList()
    {
        using var user = await api.NewUserAsync(ApiUsers.NewName("user"));
        var batches = await WithNotebookAsync(user);
        var files = batches.Replace("/batches", "/files", StringComparison.Ordinal);
        await PutAsync(user, $"{files}/sets.csv", "x,note\n1,first\n2,\n");
        await PutAsync(user, $"{files}/sets.json", """[{"x":1},{"x":2},{"x":3}]""");

        List<JsonObject> made = [];
        foreach (var file in (string[])["sets.csv", "sets.json"])
        {
            made.Add(await PostAsync(user, batches, $$"""{"run":{"notebook":"a.ipynb"},"itemsFile":"{{file}}","concurrency":1}""")
                .JsonAsync(HttpStatusCode.Accepted));
        }

        Assert.Equal([2, 3], made.Select(batch => batch["total"]!.GetValue<int>()));
        var page = await GetAsync(user, $"{batches}?limit=1");
        Assert.Equal(made[1]["id"]!.GetValue<string>(), page["items"]![0]!["id"]!.GetValue<string>());
        var next = await GetAsync(user, $"{batches}?limit=1&cursor={page["cursor"]}");
        Assert.Equal(made[0]["id"]!.GetValue<string>(), next["items"]![0]!["id"]!.GetValue<string>());
        Assert.Null(next["cursor"]);
        var csv = await user.GetStringAsync($"{made[0]["links"]!["results"]}?format=csv");
        Assert.StartsWith("index,state,run,cause,seconds,parameters.note,parameters.x", csv, StringComparison.Ordinal);
        foreach (var batch in made)
        {
            await user.DeleteAsync(batch["links"]!["self"]!.GetValue<string>()).JsonAsync(HttpStatusCode.Accepted);
        }
    }

    [Fact]
    public async Task Create_SameKey_IsOneBatch()
    {
        using var user = await api.NewUserAsync(ApiUsers.NewName("user"));
        var batches = await WithNotebookAsync(user);
        HashSet<string> ids = [];
        for (var round = 0; round < 2; round++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, batches)
            {
                Content = JsonContent.Create(new { run = new { notebook = "a.ipynb" }, items = new[] { new { x = 1 } } }),
            };
            request.Headers.Add("Idempotency-Key", "k");
            ids.Add((await user.SendAsync(request).JsonAsync(HttpStatusCode.Accepted))["id"]!.GetValue<string>());
        }

        Assert.Single(ids);
        await user.DeleteAsync($"{batches}/{ids.Single()}").JsonAsync(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("""{}""", 400, "items run")]
    [InlineData("""{"run":{},"items":[{}]}""", 400, "run.notebook")]
    [InlineData("""{"run":{"notebook":"never-there.ipynb","flavor":"huge"},"items":[{}]}""", 400, "run.flavor run.notebook")]
    [InlineData("""{"run":{"notebook":"a.ipynb","what":1},"items":[{}]}""", 400, "run.what")]
    [InlineData("""{"run":{"notebook":"a.ipynb"}}""", 400, "items")]
    [InlineData("""{"run":{"notebook":"a.ipynb"},"items":[]}""", 400, "items")]
    [InlineData("""{"run":{"notebook":"a.ipynb"},"items":[{}, 5]}""", 400, "items[1]")]
    [InlineData("""{"run":{"notebook":"a.ipynb"},"items":"x"}""", 400, "items")]
    [InlineData("""{"run":{"notebook":"a.ipynb"},"items":[{}],"matrix":{"a":[1]}}""", 400, "items")]
    [InlineData("""{"run":{"notebook":"a.ipynb"},"itemsFile":"none.csv"}""", 400, "itemsFile")]
    [InlineData("""{"run":{"notebook":"a.ipynb"},"itemsFile":"a.ipynb"}""", 400, "itemsFile")]
    [InlineData("""{"run":{"notebook":"a.ipynb"},"itemsFile":"../a.csv"}""", 400, "itemsFile")]
    [InlineData("""{"run":{"notebook":"a.ipynb"},"itemsCsv":"a,a\n1,2"}""", 400, "itemsCsv")]
    [InlineData("""{"run":{"notebook":"a.ipynb"},"items":[{}],"concurrency":0}""", 400, "concurrency")]
    [InlineData("""{"run":{"notebook":"a.ipynb"},"items":[{}],"failFast":"yes"}""", 400, "failFast")]
    [InlineData("""{"run":{"notebook":"a.ipynb"},"items":[{}],"more":1}""", 400, "more")]
    [InlineData("""{"run":{"notebook":"a.ipynb"},"items":[{"a b":1},{"for":2}]}""", 422, "items[0].a b items[1].for")]
    [InlineData("""{"run":{"notebook":"a.ipynb","parameters":{"a b":1}},"items":[{}]}""", 422, "run.parameters.a b")]
    public async Task Create_WrongInput_IsNamed(string body, int status, string fields)
    {
        await PutAsync(api.Client, "/api/workspaces/default/files/a.ipynb", Notebook);

        var problem = await PostAsync(api.Client, "/api/workspaces/default/batches", body)
            .ProblemAsync(status, status == 422 ? "invalid-parameters" : "invalid-request");

        Assert.Equal(fields, problem.ErrorNames());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/retry")]
    [InlineData("GET", "/items")]
    [InlineData("GET", "/results")]
    public async Task Batch_ThatIsNone_Is404(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/workspaces/default/batches/none{path}");

        await api.Client.SendAsync(request).ProblemAsync(404, "not-found");
    }

    private static async Task<string> WithNotebookAsync(HttpClient user)
    {
        var workspace = await user.NewWorkspaceAsync();
        await PutAsync(user, $"/api/workspaces/{workspace}/files/a.ipynb", Notebook);
        return $"/api/workspaces/{workspace}/batches";
    }

    private static async Task PutAsync(HttpClient client, string path, string content)
    {
        using var answer = await client.PutAsync(path, new StringContent(content));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string body) =>
        client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));

    private static Task<JsonObject> GetAsync(HttpClient client, string path) => client.GetAsync(path).JsonAsync(HttpStatusCode.OK);
}
