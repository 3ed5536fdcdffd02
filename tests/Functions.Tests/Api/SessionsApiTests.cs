using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Functions.Tests.Api;

/// <summary>Sessions that never get a container: ARM does not answer.</summary>
[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class SessionsApiTests(ApiFixture api)
{
    [Fact]
    public async Task Post_Nothing_StartsOneOfTheDefaultsWithProgress()
    {
        var sessions = await NewSessionsAsync();
        using var answer = await api.Client.PostAsync(sessions, null);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, text);

        var session = await GetAsync(answer.Headers.Location!);

        Assert.Equal(("lab", "starting", "eo:2026.11", "small"), (
            $"{session["name"]}", $"{session["state"]}", $"{session["environment"]}", $"{session["flavor"]}"));
        Assert.Equal("accepted", $"{session["phases"]![0]!["name"]}");
        Assert.Null(session["address"]);
        Assert.DoesNotContain("token", session.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{"name": "My Lab"}""", "name")]
    [InlineData("""{"name": "-a"}""", "name")]
    [InlineData("""{"idleMinutes": 1}""", "idleMinutes")]
    [InlineData("""{"maxAgeHours": 1000}""", "maxAgeHours")]
    [InlineData("""{"flavor": "huge"}""", "flavor")]
    [InlineData("""{"flavor": "gpu"}""", "flavor")]
    [InlineData("""{"environment": "eo:1999.01"}""", "environment")]
    [InlineData("""{"idle": 5, "flavour": "small"}""", "flavour idle")]
    [InlineData("""{"name": 5, "flavor": "huge", "idleMinutes": "x"}""", "flavor idleMinutes name")]
    public async Task Post_BadInput_NamesEveryField(string body, string fields)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var problem = await api.Client.PostAsync(await NewSessionsAsync(), content).ProblemAsync(400, "invalid-request");

        Assert.Equal(fields, problem.ErrorNames());
    }

    [Fact]
    public async Task Post_FlavorOfASubnet_IsForRunsAlone()
    {
        var problem = await api.Client.PostAsJsonAsync(await NewSessionsAsync(), new { flavor = "inside" })
            .ProblemAsync(400, "invalid-request");

        Assert.Equal(
            "'inside' is for runs alone: in its network 'inside' JupyterLab has no address.",
            $"{problem["errors"]!["flavor"]![0]}");
    }

    [Fact]
    public async Task Post_NameIsTaken_IsRefusedUntilThatOneIsOver()
    {
        var sessions = await NewSessionsAsync();
        var first = await StartAsync(sessions, "a");
        await StartAsync(sessions, "b");
        var problem = await api.Client.PostAsJsonAsync(sessions, new { name = "a" }).ProblemAsync(409, "wrong-state");

        await api.Client.DeleteAsync(first).JsonAsync(HttpStatusCode.Accepted);
        await Testing.Eventually.TrueAsync(
            async () => $"{(await GetAsync(first))["state"]}" == "stopped", TimeSpan.FromSeconds(60), "the session is stopped");

        Assert.Contains("name", $"{problem["detail"]}", StringComparison.Ordinal);
        var again = await StartAsync(sessions, "a");
        var list = await api.Client.GetAsync(sessions).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(["a", "b", "a"], list["items"]!.AsArray().Select(item => $"{item!["name"]}"));
        Assert.Equal("stopped", $"{(await GetAsync(first))["cause"]!["code"]}");
        Assert.NotEqual(first, again);
    }

    [Fact]
    public async Task ChangesAndAccess_InTheWrongState_SayWhich()
    {
        var sessions = await NewSessionsAsync();
        var session = await StartAsync(sessions, "a");
        var access = await api.Client.GetAsync($"{session}/access").ProblemAsync(409, "wrong-state");
        await api.Client.PostAsync($"{session}/keep-alive", null).JsonAsync(HttpStatusCode.OK);
        await api.Client.GetAsync($"{session}/log").ProblemAsync(404, "not-found");
        var restart = await api.Client
            .PostAsJsonAsync($"{session}/restart", new { flavor = "medium", name = "b" })
            .ProblemAsync(400, "invalid-request");
        var restarted = await api.Client
            .PostAsJsonAsync($"{session}/restart", new { flavor = "medium" })
            .JsonAsync(HttpStatusCode.Accepted);
        await api.Client.GetAsync($"{sessions}/01m83qqafvs9pf8csgdqbybszq").ProblemAsync(404, "not-found");

        Assert.Contains("starting", $"{access["detail"]}", StringComparison.Ordinal);
        Assert.Equal("name", restart.ErrorNames());
        Assert.Equal((2, "medium"), (restarted["attempt"]!.GetValue<int>(), $"{restarted["flavor"]}"));
    }

    [Fact]
    public async Task Get_ByPages_GivesEachOnce()
    {
        var sessions = await NewSessionsAsync();
        foreach (var name in (string[])["a", "b", "c"])
        {
            await StartAsync(sessions, name);
        }

        var first = await api.Client.GetAsync($"{sessions}?limit=2").JsonAsync(HttpStatusCode.OK);
        var second = await api.Client.GetAsync($"{sessions}?limit=2&cursor={first["cursor"]}").JsonAsync(HttpStatusCode.OK);
        var problem = await api.Client.GetAsync($"{sessions}?cursor=x&state=ready").ProblemAsync(400, "invalid-request");

        Assert.Equal(["c", "b"], first["items"]!.AsArray().Select(item => $"{item!["name"]}"));
        Assert.Equal(["a"], second["items"]!.AsArray().Select(item => $"{item!["name"]}"));
        Assert.Null(second["cursor"]);
        Assert.Equal("cursor state", problem.ErrorNames());
    }

    [Fact]
    public async Task Access_OfAViewer_IsRefused()
    {
        using var owner = await api.NewUserAsync(ApiUsers.NewName("owner"));
        var (workspace, viewerName) = (await owner.NewWorkspaceAsync(), ApiUsers.NewName("viewer"));
        using var viewer = await api.NewUserAsync(viewerName);
        await owner.PutMemberAsync(workspace, viewerName, "viewer");
        var sessions = $"/api/workspaces/{workspace}/sessions";
        var session = await owner.PostAsJsonAsync(sessions, new { }).JsonAsync(HttpStatusCode.Accepted);

        await viewer.GetAsync($"{sessions}/{session["id"]}").JsonAsync(HttpStatusCode.OK);
        await viewer.GetAsync($"{sessions}/{session["id"]}/access").ProblemAsync(403, "forbidden");
        await viewer.PostAsJsonAsync(sessions, new { name = "b" }).ProblemAsync(403, "forbidden");
    }

    private async Task<string> NewSessionsAsync()
    {
        var owner = ApiUsers.NewName("owner");
        using var client = await api.NewUserAsync(owner);
        return $"/api/workspaces/{await client.NewWorkspaceAsync()}/sessions";
    }

    private async Task<string> StartAsync(string sessions, string name)
    {
        var session = await api.Client.PostAsJsonAsync(sessions, new { name }).JsonAsync(HttpStatusCode.Accepted);
        return $"{sessions}/{session["id"]}";
    }

    private Task<JsonObject> GetAsync(string path) => api.Client.GetAsync(path).JsonAsync(HttpStatusCode.OK);

    private Task<JsonObject> GetAsync(Uri path) => api.Client.GetAsync(path).JsonAsync(HttpStatusCode.OK);
}
