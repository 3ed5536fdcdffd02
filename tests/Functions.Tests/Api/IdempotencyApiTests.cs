using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Functions.Tests.Api;

[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class IdempotencyApiTests(ApiFixture api)
{
    private const string Notebook = """{"nbformat":4,"metadata":{},"cells":[]}""";

    [Fact]
    public async Task Run_SameKeyAndForm_GetsTheSameAnswerAndNoSecondRun()
    {
        using var user = await api.NewUserAsync(ApiUsers.NewName("user"));
        var runs = $"/api/workspaces/{await user.NewWorkspaceAsync()}/runs";

        using var first = await SendAsync(user, runs, "key-1", Form("a"));
        // A form of the same parts has another boundary.
        using var second = await SendAsync(user, runs, "\"key-1\"", Form("a"));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(["true"], second.Headers.GetValues("Idempotency-Replayed"));
        Assert.Single((await user.GetAsync(runs).JsonAsync(HttpStatusCode.OK))["items"]!.AsArray());
    }

    [Fact]
    public async Task Run_SameKeyAndOtherBody_Is409()
    {
        using var user = await api.NewUserAsync(ApiUsers.NewName("user"));
        var runs = $"/api/workspaces/{await user.NewWorkspaceAsync()}/runs";
        using var first = await SendAsync(user, runs, "key", Form("a"));

        await SendAsync(user, runs, "key", Form("b")).ProblemAsync(409, "idempotency-key-reused");

        using var other = await SendAsync(user, runs, "another key".Replace(' ', '-'), Form("b"));
        Assert.Equal(HttpStatusCode.Accepted, other.StatusCode);
    }

    [Fact]
    public async Task Run_ManyRequestsAtOnceWithOneKey_MakeOneRun()
    {
        using var user = await api.NewUserAsync(ApiUsers.NewName("user"));
        var runs = $"/api/workspaces/{await user.NewWorkspaceAsync()}/runs";

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(user, runs, "one", Form("a"))));

        var locations = answers.Where(answer => answer.StatusCode == HttpStatusCode.Accepted)
            .Select(answer => answer.Headers.Location).Distinct().ToList();
        Assert.Single(locations);
        Assert.All(
            answers.Where(answer => answer.StatusCode != HttpStatusCode.Accepted),
            answer => Assert.Equal((HttpStatusCode.Conflict, "1"), (answer.StatusCode, $"{answer.Headers.RetryAfter}")));
        Assert.Single((await user.GetAsync(runs).JsonAsync(HttpStatusCode.OK))["items"]!.AsArray());
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task Run_RefusedRequest_FreesItsKey()
    {
        using var user = await api.NewUserAsync(ApiUsers.NewName("user"));
        var runs = $"/api/workspaces/{await user.NewWorkspaceAsync()}/runs";
        await SendAsync(user, runs, "key", JsonContent.Create(new { notebook = 1 })).ProblemAsync(400, "invalid-request");

        using var corrected = await SendAsync(user, runs, "key", Form("a"));

        Assert.Equal(HttpStatusCode.Accepted, corrected.StatusCode);
    }

    [Fact]
    public async Task Key_OfAnotherUserOrAddress_IsAnotherKey()
    {
        using var user = await api.NewUserAsync(ApiUsers.NewName("user"));
        using var other = await api.NewUserAsync(ApiUsers.NewName("user"));
        var (one, two) = (await user.NewWorkspaceAsync(), await other.NewWorkspaceAsync());
        using var first = await SendAsync(user, $"/api/workspaces/{one}/runs", "key", Form("a"));
        using var second = await SendAsync(other, $"/api/workspaces/{two}/runs", "key", Form("b"));
        using var third = await SendAsync(user, $"/api/workspaces/{one}/sessions", "key", JsonContent.Create(new { }));

        Assert.All([first, second, third], answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("\"a\"b\"")]
    public async Task Key_ThatIsNone_Is400(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/workspaces/default/runs") { Content = Form("a") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

        var problem = await api.Client.SendAsync(request).ProblemAsync(400, "invalid-request");

        Assert.Equal("Idempotency-Key", problem.ErrorNames());
    }

    [Fact]
    public async Task Workspace_AndSession_SameKey_AreMadeOnce()
    {
        using var user = await api.NewUserAsync(ApiUsers.NewName("user"));
        var name = ApiUsers.NewName("ws");
        for (var round = 0; round < 2; round++)
        {
            using var made = await SendAsync(user, "/api/workspaces", "key", JsonContent.Create(new { name }));
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
            Assert.NotNull(made.Headers.ETag);
        }

        var sessions = $"/api/workspaces/{name}/sessions";
        var ids = new HashSet<string>();
        for (var round = 0; round < 2; round++)
        {
            var session = await SendAsync(user, sessions, "key", JsonContent.Create(new { name = "a" })).JsonAsync(HttpStatusCode.Accepted);
            ids.Add(session["id"]!.GetValue<string>());
        }

        Assert.Single(ids);
        Assert.Single((await user.GetAsync(sessions).JsonAsync(HttpStatusCode.OK))["items"]!.AsArray());
    }

    [Fact]
    public async Task Token_SameKey_IsTheSameTokenUntilItIsRevoked()
    {
        using var user = await api.NewUserAsync(ApiUsers.NewName("user"));
        var first = await CreateTokenAsync(user).JsonAsync(HttpStatusCode.Created);
        var second = await CreateTokenAsync(user).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        using var with = api.NewClient(second["token"]!.GetValue<string>());
        using var me = await with.GetAsync("/api/me");
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);

        using var revoked = await user.DeleteAsync($"/api/tokens/{first["id"]}");
        await CreateTokenAsync(user).ProblemAsync(409, "wrong-state");
    }

    private static Task<HttpResponseMessage> CreateTokenAsync(HttpClient user) =>
        SendAsync(user, "/api/tokens", "key", JsonContent.Create(new { label = "robot" }));

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string key, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    private static MultipartFormDataContent Form(string value) => new()
    {
        { new StringContent(Notebook), "notebook", "a.ipynb" },
        { new StringContent(new JsonObject { ["value"] = value }.ToJsonString()), "parameters" },
    };
}
