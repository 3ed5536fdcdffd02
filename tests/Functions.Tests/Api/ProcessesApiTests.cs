using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Functions.Tests.Api;

[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class ProcessesApiTests(ApiFixture api)
{
    private const string Processes = "/api/workspaces/default/processes";
    private const string Notebook = """{"nbformat":4,"metadata":{},"cells":[]}""";

    [Fact]
    public async Task Process_PublishedReplacedAndDeleted_IsInBothApisMeanwhile()
    {
        var (id, path) = await NewAsync();
        var created = await api.Client.PostAsJsonAsync(Processes, Publication(id, path)).JsonAsync(HttpStatusCode.Created);
        await PutAsync(path, Notebook.Replace("{}", """{"a":1}""", StringComparison.Ordinal));

        Assert.Equal(("eo:2026.11", "small", "1.0.0", path), (
            $"{created["environment"]}", $"{created["flavor"]}", $"{created["version"]}", $"{created["notebook"]}"));
        var description = await api.Client.GetAsync($"{created["links"]!["description"]}").JsonAsync(HttpStatusCode.OK);
        Assert.Equal("number", $"{description["inputs"]!["x"]!["schema"]!["type"]}");
        Assert.Equal(["map", "notebook"], description["outputs"]!.AsObject().Select(output => output.Key).Order(StringComparer.Ordinal));

        var replaced = await PutProcessAsync(id, Publication(null, path, "2.0"), "\"1\"").JsonAsync(HttpStatusCode.OK);
        Assert.Equal("2.0", $"{replaced["version"]}");
        Assert.NotEqual($"{created["notebookSha256"]}", $"{replaced["notebookSha256"]}");
        await PutProcessAsync(id, Publication(null, path, "3.0"), "\"1\"").ProblemAsync(412, "precondition-failed");
        Assert.Contains(id, await IdsAsync(Processes + "?limit=200"));

        using var deletion = await api.Client.DeleteAsync($"{Processes}/{id}");
        Assert.Equal(HttpStatusCode.NoContent, deletion.StatusCode);
        await api.Client.GetAsync($"{Processes}/{id}").ProblemAsync(404, "not-found");
        using var gone = await api.Client.GetAsync($"/ogc/processes/{id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Process_IdTaken_Is409()
    {
        var (id, path) = await NewAsync();
        await api.Client.PostAsJsonAsync(Processes, Publication(id, path)).JsonAsync(HttpStatusCode.Created);

        await api.Client.PostAsJsonAsync(Processes, Publication(id, path)).ProblemAsync(409, "wrong-state");
    }

    [Fact]
    public async Task List_InPages_HasEachOnce()
    {
        for (var count = 0; count < 3; count++)
        {
            var (id, path) = await NewAsync();
            await api.Client.PostAsJsonAsync(Processes, Publication(id, path)).JsonAsync(HttpStatusCode.Created);
        }

        List<string> paged = [];
        for (string? cursor = ""; ;)
        {
            var page = await api.Client.GetAsync($"{Processes}?limit=2{cursor}").JsonAsync(HttpStatusCode.OK);
            paged.AddRange(page["items"]!.AsArray().Select(process => $"{process!["id"]}"));
            if (page["cursor"] is null)
            {
                break;
            }

            cursor = $"&cursor={page["cursor"]}";
        }

        Assert.Equal(await IdsAsync(Processes + "?limit=200"), paged);
    }

    [Theory]
    [InlineData("id", "null", "id")]
    [InlineData("id", "\"execute-notebook\"", "id")]
    [InlineData("id", "\"a b\"", "id")]
    [InlineData("id", "7", "id")]
    [InlineData("notebook", "null", "notebook")]
    [InlineData("notebook", "\"not-there.ipynb\"", "notebook")]
    [InlineData("notebook", "\"home:a.ipynb\"", "notebook")]
    [InlineData("version", "\"\"", "version")]
    [InlineData("title", "[]", "title")]
    [InlineData("description", "1", "description")]
    [InlineData("keywords", "\"a\"", "keywords")]
    [InlineData("environment", "\"none\"", "environment")]
    [InlineData("flavor", "\"huge\"", "flavor")]
    [InlineData("kernel", "\"a b\"", "kernel")]
    [InlineData("timeouts", """{"runSeconds": 0}""", "timeouts.runSeconds")]
    [InlineData("inputs", "[]", "inputs")]
    [InlineData("inputs", """{"x": 1}""", "inputs.x")]
    [InlineData("inputs", """{"x": {}}""", "inputs.x.schema")]
    [InlineData("inputs", """{"x": {"schema": {"$ref": "http://example.org"}}}""", "inputs.x.schema")]
    [InlineData("inputs", """{"x y": {"schema": {}}}""", "inputs.x y")]
    [InlineData("inputs", """{"x": {"schema": {}, "minOccurs": 2}}""", "inputs.x.minOccurs")]
    [InlineData("inputs", """{"x": {"schema": {}, "maxOccurs": "many"}}""", "inputs.x.maxOccurs")]
    [InlineData("inputs", """{"x": {"schema": {}, "default": 1}}""", "inputs.x.default")]
    [InlineData("outputs", """{"map": {"path": "../a"}}""", "outputs.map.path")]
    [InlineData("outputs", """{"notebook": {"path": "a"}}""", "outputs.notebook")]
    [InlineData("outputs", """{"a/b": {}}""", "outputs.a/b")]
    [InlineData("outputs", """{"map": {"schema": 1}}""", "outputs.map.schema")]
    [InlineData("image", "\"a\"", "image")]
    public async Task Create_WrongField_IsNamed(string field, string value, string named)
    {
        var (id, path) = await NewAsync();
        var publication = Publication(id, path);
        publication[field] = JsonNode.Parse(value);

        var problem = await api.Client.PostAsJsonAsync(Processes, publication).ProblemAsync(400, "invalid-request");

        Assert.Equal(named, problem.ErrorNames());
    }

    [Fact]
    public async Task Execute_InOtherWorkspaceThatIsNamed_IsItsJob()
    {
        var (id, path) = await NewAsync();
        await api.Client.PostAsJsonAsync(Processes, Publication(id, path)).JsonAsync(HttpStatusCode.Created);

        var accepted = await ExecuteAsync($"/ogc/workspaces/default/processes/{id}/execution", """{"inputs": {"x": 2}}""");
        var run = await api.Client.GetAsync($"/api/workspaces/default/runs/{accepted["jobID"]}").JsonAsync(HttpStatusCode.OK);

        Assert.Equal(("process", id, """{"x":2}"""), ($"{run["trigger"]}", $"{run["process"]}", run["parameters"]!.ToJsonString()));
        await api.Client.GetAsync("/ogc/workspaces/none/processes").ProblemAsync(404, "not-found");
    }

    [Theory]
    [InlineData("""{"notebook": 7}""", "inputs.notebook")]
    [InlineData("""{"notebook": "not-there.ipynb"}""", "inputs.notebook")]
    [InlineData("""{"notebook": "{0}", "parameters": "no JSON"}""", "inputs.parameters")]
    [InlineData("""{"notebook": "{0}", "parameters": {"value": {"a b": 1}}}""", "inputs.parameters.a b")]
    [InlineData("""{"notebook": "{0}", "parameters": "{}", "parameters_json": {"value": {}}}""", "inputs.parameters_json")]
    [InlineData("""{"notebook": "{0}", "flavor": "huge"}""", "inputs.flavor")]
    [InlineData("""{"notebook": "{0}", "node_purpose": "huge"}""", "inputs.flavor")]
    [InlineData("""{"notebook": "{0}", "flavor": "small", "cpu_limit": "1"}""", "inputs.flavor")]
    [InlineData("""{"notebook": "{0}", "cpu_limit": "many"}""", "inputs.cpu_limit")]
    [InlineData("""{"notebook": "{0}", "cpu_requests": "99"}""", "inputs.cpu_limit")]
    [InlineData("""{"notebook": "{0}", "mem_requests": "9Ti"}""", "inputs.mem_limit")]
    [InlineData("""{"notebook": "{0}", "image": "none"}""", "inputs.image")]
    [InlineData("""{"notebook": "{0}", "environment": "none"}""", "inputs.environment")]
    [InlineData("""{"notebook": "{0}", "kernel": "a b"}""", "inputs.kernel")]
    [InlineData("""{"notebook": "{0}", "output_filename": "a.txt"}""", "inputs.output_filename")]
    [InlineData("""{"notebook": "{0}", "output_dirname": "../a"}""", "inputs.output_dirname inputs.output_filename")]
    [InlineData("""{"notebook": "{0}", "result_data_directory": "a//b"}""", "inputs.result_data_directory")]
    [InlineData("""{"notebook": "{0}", "run_timeout": 0}""", "inputs.run_timeout")]
    [InlineData("""{"notebook": "{0}", "run_timeout": 9999999}""", "inputs.run_timeout")]
    [InlineData("""{"notebook": "{0}", "start_timeout": 9999}""", "inputs.start_timeout")]
    [InlineData("""{"notebook": {"value": {"cells": 1}}}""", "inputs.notebook")]
    [InlineData("""{"notebook": "a.ipynb", "git_revision": "main"}""", "inputs.git_url")]
    [InlineData("""{"notebook": "a.ipynb", "git_url": "ssh://example.org/a"}""", "inputs.git_url")]
    [InlineData("""{"notebook": "../a.ipynb", "git_url": "https://example.org/a"}""", "inputs.notebook")]
    [InlineData("""{"notebook": {"value": {}}, "git_url": "https://example.org/a"}""", "inputs.notebook")]
    public async Task ExecuteNotebook_WrongInput_IsNamed(string inputs, string named)
    {
        var (_, path) = await NewAsync();
        var body = $"{{\"inputs\": {inputs.Replace("{0}", path, StringComparison.Ordinal)}}}";

        using var answer = await api.Client.PostAsync(
            "/ogc/processes/execute-notebook/execution", new StringContent(body, Encoding.UTF8, "application/json"));

        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidParameterValue"), (answer.StatusCode, $"{problem["type"]}"));
        Assert.Equal(named, problem.ErrorNames());
    }

    [Fact]
    public async Task Ogc_WithoutAToken_TellsOnlyWhatItIs()
    {
        using var stranger = api.NewClient(null);

        await stranger.GetAsync("/ogc").JsonAsync(HttpStatusCode.OK);
        await stranger.GetAsync("/ogc/conformance").JsonAsync(HttpStatusCode.OK);
        await stranger.GetAsync("/ogc/processes").ProblemAsync(401, "unauthorized");
        await stranger.GetAsync("/ogc/jobs").ProblemAsync(401, "unauthorized");
    }

    private async Task<JsonObject> ExecuteAsync(string address, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Prefer", "respond-async");
        return await api.Client.SendAsync(request).JsonAsync(HttpStatusCode.Created);
    }

    private async Task<(string Id, string Path)> NewAsync()
    {
        var id = $"p-{Guid.NewGuid():N}";
        await PutAsync($"{id}.ipynb", Notebook);
        return (id, $"{id}.ipynb");
    }

    private async Task PutAsync(string path, string content)
    {
        using var answer = await api.Client.PutAsync($"/api/workspaces/default/files/{path}", new StringContent(content));
        Assert.True(answer.IsSuccessStatusCode);
    }

    private Task<HttpResponseMessage> PutProcessAsync(string id, JsonObject publication, string tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Processes}/{id}") { Content = JsonContent.Create(publication) };
        request.Headers.Add("If-Match", tag);
        return api.Client.SendAsync(request);
    }

    private async Task<List<string>> IdsAsync(string address) =>
        [.. (await api.Client.GetAsync(address).JsonAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(process => $"{process!["id"]}")];

    private static JsonObject Publication(string? id, string path, string? version = null)
    {
        JsonObject publication = new()
        {
            ["notebook"] = path,
            ["inputs"] = JsonNode.Parse("""{"x": {"schema": {"type": "number"}}}"""),
            ["outputs"] = JsonNode.Parse("""{"map": {"path": "map.tif"}}"""),
        };
        if (id is not null)
        {
            publication["id"] = id;
        }

        if (version is not null)
        {
            publication["version"] = version;
        }

        return publication;
    }
}
