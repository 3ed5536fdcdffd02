using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Functions.Tests.Api;

[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class RunsApiTests(ApiFixture api)
{
    private const string Runs = "/api/workspaces/default/runs";
    private const string Notebook = """{"nbformat":4,"metadata":{},"cells":[]}""";

    private static readonly string[] Ended = ["succeeded", "failed", "dismissed"];

    [Fact]
    public async Task Create_Upload_KeepsItsInputAndAnswersWithTheRun()
    {
        using MultipartFormDataContent form = new()
        {
            { new StringContent(Notebook), "notebook", "my notes.ipynb" },
            { new StringContent("""{"threshold":0.3,"tiles":["33UXP"],"deep":{"a":null}}"""), "parameters" },
            { new StringContent("medium"), "flavor" },
            { new StringContent("""{"runSeconds":60}"""), "timeouts" },
        };

        using var answer = await api.Client.PostAsync(new Uri(Runs, UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var run = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        var id = run["id"]!.GetValue<string>();
        Assert.Equal($"{Runs}/{id}", answer.Headers.Location?.ToString());
        Assert.Equal("accepted", run["state"]!.GetValue<string>());
        Assert.Equal("my notes.ipynb", run["notebook"]!.GetValue<string>());
        Assert.Equal("medium", run["flavor"]!.GetValue<string>());
        Assert.Equal("eo:2026.11", run["environment"]!.GetValue<string>());
        Assert.Equal("tester", run["createdBy"]!.GetValue<string>());
        Assert.Equal("""{"threshold":0.3,"tiles":["33UXP"],"deep":{"a":null}}""", run["parameters"]!.ToJsonString());
        Assert.Equal("""{"runSeconds":60,"startSeconds":60}""", run["timeouts"]!.ToJsonString());
        Assert.Equal(Notebook, await BlobAsync($"{id}/1/input.ipynb"));
        Assert.Contains("\"notebookName\":\"my notes.ipynb\"", await BlobAsync($"{id}/request.json"), StringComparison.Ordinal);
        var read = await GetAsync($"/{id}");
        Assert.True(JsonNode.DeepEquals(run["parameters"], read["parameters"]));
    }

    [Fact]
    public async Task Create_RequestPart_IsReadLikeABody()
    {
        using MultipartFormDataContent form = new()
        {
            { new StringContent(Notebook), "notebook", "C:\\Users\\me\\a.ipynb" },
            { new StringContent("""{"parameters":{"a":1},"kernel":"python3"}"""), "request" },
        };

        var run = await api.Client.PostAsync(new Uri(Runs, UriKind.Relative), form).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal("a.ipynb", run["notebook"]!.GetValue<string>());
        Assert.Equal("python3", run["kernel"]!.GetValue<string>());
        Assert.Equal("""{"a":1}""", run["parameters"]!.ToJsonString());
    }

    [Fact]
    public async Task Create_NotebookChangedAfterwards_RunsTheSnapshot()
    {
        await PutAsync("snapshot.ipynb", Notebook);
        var run = await CreateAsync("snapshot.ipynb");
        await PutAsync("snapshot.ipynb", """{"nbformat":4,"metadata":{"changed":true},"cells":[]}""");

        Assert.Equal(Notebook, await BlobAsync($"{run["id"]}/1/input.ipynb"));
    }

    [Fact]
    public async Task List_Pages_AreNewestFirstWithoutRepeats()
    {
        await PutAsync("list.ipynb", Notebook);
        List<string> created = [];
        for (var count = 0; count < 5; count++)
        {
            created.Add((await CreateAsync("list.ipynb"))["id"]!.GetValue<string>());
        }

        List<string> listed = [];
        string? cursor = null;
        do
        {
            var page = await GetAsync($"?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            listed.AddRange(page["items"]!.AsArray().Select(run => run!["id"]!.GetValue<string>()));
            cursor = page["cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(listed.Distinct().OrderDescending(StringComparer.Ordinal), listed);
        Assert.Superset(created.ToHashSet(), listed.ToHashSet());
    }

    [Fact]
    public async Task Results_BeforeThereAreAny_SayWhy()
    {
        await PutAsync("none.ipynb", Notebook);
        var id = (await CreateAsync("none.ipynb"))["id"]!.GetValue<string>();

        foreach (var part in (string[])["log", "notebook", "html", "outputs/a.tif"])
        {
            var problem = await api.Client.GetAsync(new Uri($"{Runs}/{id}/{part}", UriKind.Relative)).ProblemAsync(404, "not-found");
            Assert.Contains(id, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Empty((await GetAsync($"/{id}/outputs"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Results_Written_CanBeDownloaded()
    {
        await PutAsync("some.ipynb", Notebook);
        var id = (await CreateAsync("some.ipynb"))["id"]!.GetValue<string>();
        (string Name, string Content)[] blobs =
            [("log.txt", "line 1\n"), ("output.html", "<h1>x</h1>"), ("outputs/d/a.csv", "a,b")];
        foreach (var (name, content) in blobs)
        {
            await Container().GetBlobClient($"{id}/1/{name}").UploadAsync(BinaryData.FromString(content));
        }

        using var log = await api.Client.GetAsync(new Uri($"{Runs}/{id}/log", UriKind.Relative));
        using var html = await api.Client.GetAsync(new Uri($"{Runs}/{id}/html", UriKind.Relative));
        using var output = await api.Client.GetAsync(new Uri($"{Runs}/{id}/outputs/d/a.csv", UriKind.Relative));
        var outputs = (await GetAsync($"/{id}/outputs"))["items"]!.AsArray();

        Assert.Equal("line 1\n", await log.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", log.Content.Headers.ContentType?.MediaType);
        Assert.Equal("text/html", html.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["sandbox"], html.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal("a,b", await output.Content.ReadAsStringAsync());
        Assert.Equal("d/a.csv", Assert.Single(outputs)!["path"]!.GetValue<string>());
    }

    [Fact]
    public async Task Cancel_Twice_IsTheSameUntilItEnds()
    {
        await PutAsync("cancel.ipynb", Notebook);
        var id = (await CreateAsync("cancel.ipynb"))["id"]!.GetValue<string>();
        var address = new Uri($"{Runs}/{id}", UriKind.Relative);

        var first = await api.Client.DeleteAsync(address).JsonAsync(HttpStatusCode.Accepted);
        Assert.NotNull(first["cancelRequestedOn"]);
        await Eventually.TrueAsync(
            async () =>
            {
                var run = await GetAsync($"/{id}");
                return Ended.Contains(run["state"]!.GetValue<string>());
            },
            TimeSpan.FromSeconds(30),
            "the run ends");

        await api.Client.DeleteAsync(address).ProblemAsync(409, "wrong-state");
        var ended = await GetAsync($"/{id}");
        Assert.Equal("dismissed", ended["state"]!.GetValue<string>());
        Assert.Equal("cancelled", ended["cause"]!["code"]!.GetValue<string>());
    }

    private async Task<JsonObject> CreateAsync(string notebook)
    {
        var body = JsonSerializer.Serialize(new { notebook });
        return await api.Client
            .PostAsync(new Uri(Runs, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"))
            .JsonAsync(HttpStatusCode.Accepted);
    }

    private Task<JsonObject> GetAsync(string rest) =>
        api.Client.GetAsync(new Uri(Runs + rest, UriKind.Relative)).JsonAsync(HttpStatusCode.OK);

    private BlobContainerClient Container() => new(api.Storage, "default-runs");

    private async Task<string> BlobAsync(string name) =>
        (await Container().GetBlobClient(name).DownloadContentAsync()).Value.Content.ToString();

    private async Task PutAsync(string path, string content)
    {
        using var answer = await api.Client.PutAsync(
            new Uri($"/api/workspaces/default/files/{path}", UriKind.Relative), new StringContent(content));
        answer.EnsureSuccessStatusCode();
    }
}
