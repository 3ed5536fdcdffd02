using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace CloudWorkspaces.Functions.Tests.Api;

/// <summary>What a workspace's own limits refuse. Nothing here ever gets a container: ARM does not answer.</summary>
[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class LimitsApiTests(ApiFixture api)
{
    private const string Notebook = """{"nbformat":4,"metadata":{},"cells":[]}""";

    [Fact]
    public async Task Sessions_OverTheLimits_AreRefusedByName()
    {
        using var owner = await OwnerAsync();
        await LimitAsync(owner, new { cpu = 2.5, concurrentSessions = 2 });
        await owner.PostAsJsonAsync("sessions", new { name = "a", flavor = "medium" }).JsonAsync(HttpStatusCode.Accepted);

        var cpu = await owner.PostAsJsonAsync("sessions", new { name = "b", flavor = "small" }).ProblemAsync(409, "limit-exceeded");
        await LimitAsync(owner, new { cpu = 3 });
        await owner.PostAsJsonAsync("sessions", new { name = "b", flavor = "small" }).JsonAsync(HttpStatusCode.Accepted);
        await LimitAsync(owner, new { cpu = 10 });
        var count = await owner.PostAsJsonAsync("sessions", new { name = "c" }).ProblemAsync(409, "limit-exceeded");
        await LimitAsync(owner, new { cpu = 1 });
        var flavor = await owner.PostAsJsonAsync("sessions", new { flavor = "medium" }).ProblemAsync(400, "invalid-request");
        var usage = await owner.GetAsync(new Uri("usage", UriKind.Relative)).JsonAsync(HttpStatusCode.OK);

        Assert.Contains("may use 2.5 vCPU at the same time; it uses 2, and this would make 3", $"{cpu["detail"]}", StringComparison.Ordinal);
        Assert.Contains("may have 2 sessions at the same time, and has 2", $"{count["detail"]}", StringComparison.Ordinal);
        Assert.Contains("'medium' has 2 vCPU", $"{flavor["errors"]!["flavor"]![0]}", StringComparison.Ordinal);
        Assert.Equal("""{"used":2,"limit":2}""", usage["sessions"]!.ToJsonString());
        Assert.Equal("""{"used":3,"limit":1}""", usage["cpu"]!.ToJsonString());
    }

    [Fact]
    public async Task RunsAndSessions_OverTheBudget_AreRefusedAndNameBoth()
    {
        using var owner = await OwnerAsync();
        using var content = new StringContent(Notebook, Encoding.UTF8);
        using var put = await owner.PutAsync(new Uri("files/a.ipynb", UriKind.Relative), content);
        await owner.PostAsJsonAsync("runs", new { notebook = "a.ipynb" }).JsonAsync(HttpStatusCode.Accepted);
        await LimitAsync(owner, new { monthlyBudget = 0 });

        var run = await owner.PostAsJsonAsync("runs", new { notebook = "a.ipynb" }).ProblemAsync(409, "budget-exceeded");
        var session = await owner.PostAsJsonAsync("sessions", new { }).ProblemAsync(409, "budget-exceeded");

        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Matches("has spent 0.00[0-9]* of its budget of 0.00 for 20[0-9]{2}-[0-9]{2}", $"{run["detail"]}");
        Assert.Equal($"{run["type"]}", $"{session["type"]}");
    }

    [Fact]
    public async Task Usage_BadMonth_IsNamed()
    {
        using var owner = await OwnerAsync();

        var problem = await owner.GetAsync(new Uri("usage?month=2026-13", UriKind.Relative)).ProblemAsync(400, "invalid-request");

        Assert.Equal("month", problem.ErrorNames());
    }

    /// <summary>The owner of a new workspace, whose addresses are relative to it.</summary>
    private async Task<HttpClient> OwnerAsync()
    {
        var owner = await api.NewUserAsync(ApiUsers.NewName("owner"));
        var workspace = await owner.NewWorkspaceAsync();
        return Within(owner, workspace);
    }

    private HttpClient Within(HttpClient owner, string workspace)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(api.Address, $"/api/workspaces/{workspace}/"),
        };
        client.DefaultRequestHeaders.Authorization = owner.DefaultRequestHeaders.Authorization;
        owner.Dispose();
        return client;
    }

    private static async Task LimitAsync(HttpClient owner, object limits) =>
        await owner.PatchAsJsonAsync("", new { limits }).JsonAsync(HttpStatusCode.OK);
}
