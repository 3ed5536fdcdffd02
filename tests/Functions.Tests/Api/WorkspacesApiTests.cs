using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Functions.Tests.Api;

[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class WorkspacesApiTests(ApiFixture api)
{
    [Fact]
    public async Task Create_Workspace_IsTheCreatorsAndNobodyElsesInLists()
    {
        using var owner = await api.NewUserAsync(ApiUsers.NewName("owner"));
        using var stranger = await api.NewUserAsync(ApiUsers.NewName("other"));
        var name = ApiUsers.NewName("ws");

        using var answer = await owner.PostAsJsonAsync(
            "/api/workspaces", new { name, defaultFlavor = "medium", limits = new { concurrentRuns = 3, monthlyBudget = 12.5 } });
        var made = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal(
            (HttpStatusCode.Created, $"/api/workspaces/{name}", "\"2\""),
            (answer.StatusCode, $"{answer.Headers.Location}", $"{answer.Headers.ETag}"));
        Assert.Equal(("active", "owner", "medium"), ($"{made["state"]}", $"{made["role"]}", $"{made["defaultFlavor"]}"));
        Assert.Equal("""{"concurrentRuns":3,"monthlyBudget":12.5}""", made["limits"]!.ToJsonString());
        Assert.Equal([name], await NamesAsync(owner));
        Assert.Empty(await NamesAsync(stranger));
        Assert.Contains(name, await NamesAsync(api.Client));
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":"No Name","defaultFlavor":"huge","defaultEnvironment":"none","x":1}""", "defaultEnvironment defaultFlavor name x")]
    [InlineData("""{"name":"fine","defaultFlavor":"gpu"}""", "defaultFlavor")]
    [InlineData("""{"name":"ab","limits":{"cpu":-1,"concurrentRuns":1.5,"monthlyBudget":"x","more":1}}""", "limits.concurrentRuns limits.cpu limits.monthlyBudget limits.more name")]
    public async Task Create_BadRequest_NamesEveryField(string body, string fields)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var problem = await api.Client.PostAsync(new Uri("/api/workspaces", UriKind.Relative), content).ProblemAsync(400, "invalid-request");

        Assert.Equal(fields, problem.ErrorNames());
    }

    [Fact]
    public async Task Create_NameIsTakenOrQuotaUsedUp_IsRefused()
    {
        using var owner = await api.NewUserAsync(ApiUsers.NewName("owner"));
        var name = await owner.NewWorkspaceAsync();

        var taken = await owner.PostAsJsonAsync("/api/workspaces", new { name }).ProblemAsync(409, "wrong-state");
        await owner.NewWorkspaceAsync();
        var quota = await owner.PostAsJsonAsync("/api/workspaces", new { name = ApiUsers.NewName("ws") }).ProblemAsync(409, "limit-exceeded");

        Assert.Equal($"The name '{name}' is taken.", $"{taken["detail"]}");
        Assert.Contains("may have made 2 workspaces and has made 2", $"{quota["detail"]}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_WithTags_KeepsWhatIsNotNamedAndRefusesStaleOnes()
    {
        using var owner = await api.NewUserAsync(ApiUsers.NewName("owner"));
        var address = $"/api/workspaces/{await owner.NewWorkspaceAsync()}";

        var first = await PatchAsync("""{"defaultFlavor":"medium","limits":{"cpu":4,"concurrentRuns":2}}""", "\"2\"").JsonAsync(HttpStatusCode.OK);
        var second = await PatchAsync("""{"limits":{"cpu":null,"monthlyBudget":5}}""", "*").JsonAsync(HttpStatusCode.OK);
        var stale = await PatchAsync("""{"limits":null}""", "\"2\"").ProblemAsync(412, "precondition-failed");
        var third = await PatchAsync("""{"limits":null,"defaultFlavor":null}""", null).JsonAsync(HttpStatusCode.OK);
        using var read = await owner.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal("""{"concurrentRuns":2,"cpu":4}""", first["limits"]!.ToJsonString());
        Assert.Equal("""{"concurrentRuns":2,"monthlyBudget":5}""", second["limits"]!.ToJsonString());
        Assert.Equal("medium", $"{second["defaultFlavor"]}");
        Assert.Contains("is at \"4\", not at \"2\"", $"{stale["detail"]}", StringComparison.Ordinal);
        Assert.Equal(("{}", "small"), (third["limits"]!.ToJsonString(), $"{third["defaultFlavor"]}"));
        Assert.StartsWith("\"5-", $"{read.Headers.ETag}", StringComparison.Ordinal);

        async Task<HttpResponseMessage> PatchAsync(string body, string? tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Patch, address);
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            request.Headers.TryAddWithoutValidation("If-Match", tag);
            return await owner.SendAsync(request);
        }
    }

    [Fact]
    public async Task Delete_Workspace_StopsItAndRefusesWhatIsNewUntilItIsRestored()
    {
        using var owner = await api.NewUserAsync(ApiUsers.NewName("owner"));
        var name = await owner.NewWorkspaceAsync();
        var address = $"/api/workspaces/{name}";
        using var content = new StringContent("""{"nbformat":4,"metadata":{},"cells":[]}""", Encoding.UTF8);
        using var put = await owner.PutAsync(new Uri($"{address}/files/a.ipynb", UriKind.Relative), content);
        var run = await owner.PostAsJsonAsync($"{address}/runs", new { notebook = "a.ipynb" }).JsonAsync(HttpStatusCode.Accepted);
        var session = await owner.PostAsJsonAsync($"{address}/sessions", new { }).JsonAsync(HttpStatusCode.Accepted);

        var unconfirmed = await DeleteAsync("?confirm=other").ProblemAsync(400, "invalid-request");
        var deleting = await DeleteAsync($"?confirm={name}").JsonAsync(HttpStatusCode.Accepted);
        var refused = await owner.PostAsJsonAsync($"{address}/runs", new { notebook = "a.ipynb" }).ProblemAsync(409, "wrong-state");
        await owner.PostAsJsonAsync($"{address}/sessions", new { }).ProblemAsync(409, "wrong-state");
        await owner.PutAsJsonAsync($"{address}/members/x", new { role = "viewer" }).ProblemAsync(409, "wrong-state");
        await StateAsync($"runs/{run["id"]}", "dismissed");
        await StateAsync($"sessions/{session["id"]}", "stopped");
        var restored = await owner.PostAsync(new Uri($"{address}/restore", UriKind.Relative), null).JsonAsync(HttpStatusCode.OK);
        await owner.PostAsync(new Uri($"{address}/restore", UriKind.Relative), null).ProblemAsync(409, "wrong-state");

        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal($"must be the workspace's name: ?confirm={name}.", $"{unconfirmed["errors"]!["confirm"]![0]}");
        Assert.Equal("deleting", $"{deleting["state"]}");
        Assert.Equal(
            TimeSpan.FromDays(7), Round(deleting["removeOn"]!.GetValue<DateTimeOffset>() - TimeProvider.System.GetUtcNow()));
        Assert.Equal($"Workspace '{name}' is deleting.", $"{refused["detail"]}");
        Assert.Equal(("active", null), ($"{restored["state"]}", restored["removeOn"]));
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync(new Uri($"{address}/files/a.ipynb", UriKind.Relative))).StatusCode);

        Task<HttpResponseMessage> DeleteAsync(string query) => owner.DeleteAsync(new Uri(address + query, UriKind.Relative));

        Task StateAsync(string path, string state) => Eventually.TrueAsync(
            async () => $"{(await owner.GetFromJsonAsync<JsonObject>($"{address}/{path}"))!["state"]}" == state,
            TimeSpan.FromSeconds(120),
            $"{path} is {state}");
    }

    [Fact]
    public async Task Delete_DeploymentsOwnWorkspace_IsRefused()
    {
        var problem = await api.Client
            .DeleteAsync(new Uri("/api/workspaces/default?confirm=default", UriKind.Relative))
            .ProblemAsync(409, "wrong-state");

        Assert.Contains("cannot be deleted", $"{problem["detail"]}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_ComeChangeAndGo_ButNotTheLastOwner()
    {
        var (name, second) = (ApiUsers.NewName("owner"), ApiUsers.NewName("second"));
        using var owner = await api.NewUserAsync(name);
        using var other = await api.NewUserAsync(second);
        var workspace = await owner.NewWorkspaceAsync();
        var members = $"/api/workspaces/{workspace}/members";

        var role = await owner.PutAsJsonAsync($"{members}/{second}", new { role = "boss" }).ProblemAsync(400, "invalid-request");
        var user = await owner.PutAsJsonAsync($"{members}/No%20User", new { role = "viewer" }).ProblemAsync(400, "invalid-request");
        var last = await owner.DeleteAsync(new Uri($"{members}/{name}", UriKind.Relative)).ProblemAsync(409, "wrong-state");
        await owner.PostAsync(new Uri($"/api/workspaces/{workspace}/leave", UriKind.Relative), null).ProblemAsync(409, "wrong-state");
        await owner.PutMemberAsync(workspace, second, "viewer");
        var list = await other.GetAsync(new Uri(members, UriKind.Relative)).JsonAsync(HttpStatusCode.OK);
        using var left = await other.PostAsync(new Uri($"/api/workspaces/{workspace}/leave", UriKind.Relative), null);
        await other.GetAsync(new Uri(members, UriKind.Relative)).ProblemAsync(404, "not-found");
        await owner.DeleteAsync(new Uri($"{members}/{second}", UriKind.Relative)).ProblemAsync(404, "not-found");

        Assert.Equal(("must be one of viewer, contributor, owner.", "user"), ($"{role["errors"]!["role"]![0]}", user.ErrorNames()));
        Assert.Contains($"'{name}' is the only owner", $"{last["detail"]}", StringComparison.Ordinal);
        Assert.Equal(
            [(name, "owner"), (second, "viewer")],
            list["items"]!.AsArray().Select(item => ($"{item!["user"]}", $"{item["role"]}")));
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        await Eventually.TrueAsync(
            () => api.Output.Contains($"Audit: {second} member.leave in {workspace}: {second}", StringComparison.Ordinal),
            TimeSpan.FromSeconds(10),
            "the audit log tells who left");
    }

    private static TimeSpan Round(TimeSpan time) => TimeSpan.FromHours(Math.Round(time.TotalHours));

    private static async Task<IEnumerable<string>> NamesAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonObject>("/api/workspaces"))!["items"]!.AsArray().Select(item => $"{item!["name"]}");
}
