using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Functions.Tests.Api;

[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class RunRerunApiTests(ApiFixture api)
{
    private const string Runs = "/api/workspaces/default/runs";
    private const string Notebook = """{"nbformat":4,"metadata":{},"cells":[]}""";

    [Fact]
    public async Task Rerun_WithoutABody_IsTheSameAgain()
    {
        var first = await CreateAsync();

        var again = await api.Client.PostAsync($"{Runs}/{first["id"]}/rerun", null).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(("rerun", $"{first["id"]}"), (again["trigger"]!.GetValue<string>(), again["rerunOf"]!.GetValue<string>()));
        foreach (var field in (string[])["notebook", "notebookSha256", "environment", "image", "flavor", "kernel", "parameters", "timeouts"])
        {
            Assert.Equal(first[field]!.ToJsonString(), again[field]!.ToJsonString());
        }
    }

    [Fact]
    public async Task Rerun_WithChanges_ChangesThemAlone()
    {
        var first = await CreateAsync();

        var again = await api.Client
            .PostAsJsonAsync($"{Runs}/{first["id"]}/rerun", new { flavor = "small", parameters = new { b = 3, c = 4 }, timeouts = new { cellSeconds = 9 } })
            .JsonAsync(HttpStatusCode.Accepted);
        var third = await api.Client.PostAsync($"{Runs}/{again["id"]}/rerun", null).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal("small", again["flavor"]!.GetValue<string>());
        Assert.Equal("""{"a":1,"b":3,"c":4}""", again["parameters"]!.ToJsonString());
        Assert.Equal("""{"runSeconds":77,"cellSeconds":9,"startSeconds":60}""", again["timeouts"]!.ToJsonString());
        Assert.Equal(first["notebookSha256"]!.ToJsonString(), again["notebookSha256"]!.ToJsonString());
        Assert.Equal(again["parameters"]!.ToJsonString(), third["parameters"]!.ToJsonString());
        Assert.Equal($"{again["id"]}", third["rerunOf"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"notebook":"b.ipynb"}""", 400, "notebook")]
    [InlineData("""{"flavor":"huge"}""", 400, "flavor")]
    [InlineData("""{"environment":"none:1"}""", 400, "environment")]
    [InlineData("""{"timeouts":{"runSeconds":0}}""", 400, "timeouts.runSeconds")]
    [InlineData("""{"parameters":{"a b":1}}""", 422, "parameters.a b")]
    public async Task Rerun_WrongChange_IsNamed(string body, int status, string fields)
    {
        var first = await CreateAsync();

        var problem = await api.Client
            .PostAsync($"{Runs}/{first["id"]}/rerun", new StringContent(body, null, "application/json"))
            .ProblemAsync(status, status == 422 ? "invalid-parameters" : "invalid-request");

        Assert.Equal(fields, problem.ErrorNames());
    }

    [Fact]
    public async Task Rerun_OfNoRun_Is404() =>
        await api.Client.PostAsync($"{Runs}/none/rerun", null).ProblemAsync(404, "not-found");

    private Task<JsonObject> CreateAsync() => api.Client
        .PostAsync(
            Runs,
            new MultipartFormDataContent
            {
                { new StringContent(Notebook), "notebook", "a.ipynb" },
                { new StringContent("""{"a":1,"b":2}"""), "parameters" },
                { new StringContent("medium"), "flavor" },
                { new StringContent("python3"), "kernel" },
                { new StringContent("""{"runSeconds":77}"""), "timeouts" },
            })
        .JsonAsync(HttpStatusCode.Accepted);
}
