using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Functions.Tests.Api;

/// <summary>ETags and conditions of the resources that have an address each, and the pins and removal of runs.</summary>
[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class ConditionApiTests(ApiFixture api)
{
    private const string Notebook = """{"nbformat":4,"metadata":{},"cells":[]}""";

    [Fact]
    public async Task Read_EveryResource_HasATagThatSavesTheAnswer()
    {
        using var owner = await api.NewUserAsync(ApiUsers.NewName("owner"));
        var workspace = $"/api/workspaces/{await owner.NewWorkspaceAsync()}";
        await PutNotebookAsync(owner, workspace);
        var run = await EndAsync(owner, await CreateAsync(owner, $"{workspace}/runs", new { notebook = "a.ipynb" }), "dismissed");
        var session = await EndAsync(owner, await CreateAsync(owner, $"{workspace}/sessions", new { }), "stopped");
        var batch = await EndAsync(
            owner,
            await CreateAsync(owner, $"{workspace}/batches", new { run = new { notebook = "a.ipynb" }, items = new object[] { new { x = 1 } } }),
            "dismissed");
        await owner.PutAsJsonAsync($"{workspace}/mounts/shared", new { kind = "blob" });
        await owner.PostAsJsonAsync($"{workspace}/processes", new { id = "ndvi", notebook = "a.ipynb", inputs = new { } });

        foreach (var address in (string[])[
            workspace, run, session, batch, $"{workspace}/mounts/shared", $"{workspace}/processes/ndvi", "/api/environments/eo/2026.11"])
        {
            using var first = await owner.GetAsync(new Uri(address, UriKind.Relative));
            Assert.True(first.StatusCode == HttpStatusCode.OK, $"{address}: {await first.Content.ReadAsStringAsync()}");
            var tag = first.Headers.ETag;
            Assert.True(tag is { IsWeak: false }, address);

            using var known = await SendAsync(owner, HttpMethod.Get, address, "If-None-Match", tag.Tag);
            Assert.Equal((address, HttpStatusCode.NotModified, ""), (address, known.StatusCode, await known.Content.ReadAsStringAsync()));
            Assert.Equal(tag, known.Headers.ETag);
            using var other = await SendAsync(owner, HttpMethod.Get, address, "If-None-Match", "\"other\"");
            Assert.Equal((address, HttpStatusCode.OK), (address, other.StatusCode));
        }
    }

    [Theory]
    [InlineData("runs")]
    [InlineData("sessions")]
    [InlineData("batches")]
    public async Task Delete_StaleTag_Is412AndChangesNothing(string kind)
    {
        using var owner = await api.NewUserAsync(ApiUsers.NewName("owner"));
        var workspace = $"/api/workspaces/{await owner.NewWorkspaceAsync()}";
        await PutNotebookAsync(owner, workspace);
        var address = await CreateAsync(owner, $"{workspace}/{kind}", kind switch
        {
            "runs" => new { notebook = "a.ipynb" },
            "sessions" => new { },
            _ => new { run = new { notebook = "a.ipynb" }, items = new object[] { new { x = 1 } } },
        });

        var stale = await SendAsync(owner, HttpMethod.Delete, address, "If-Match", "\"0\"").ProblemAsync(412, "precondition-failed");
        var unread = await SendAsync(owner, HttpMethod.Delete, address, "If-Match", "0").ProblemAsync(400, "invalid-request");
        var still = await owner.GetAsync(new Uri(address, UriKind.Relative)).JsonAsync(HttpStatusCode.OK);
        Assert.Null(still["cancelRequestedOn"]);
        Assert.Null(still["stopRequestedOn"]);
        Assert.Contains("not at \"0\"", $"{stale["detail"]}", StringComparison.Ordinal);
        Assert.Equal("If-Match", unread.ErrorNames());
        await SendAsync(owner, HttpMethod.Delete, address, "If-Match", "*").JsonAsync(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Change_PinnedUnderItsTag_KeepsTheRunFromBeingPurged()
    {
        using var owner = await api.NewUserAsync(ApiUsers.NewName("owner"));
        var workspace = $"/api/workspaces/{await owner.NewWorkspaceAsync()}";
        await PutNotebookAsync(owner, workspace);
        var address = await CreateAsync(owner, $"{workspace}/runs", new { notebook = "a.ipynb" });
        await SendAsync(owner, HttpMethod.Post, $"{address}/purge").ProblemAsync(409, "wrong-state");
        await EndAsync(owner, address, "dismissed");
        using var read = await owner.GetAsync(new Uri(address, UriKind.Relative));
        var before = read.Headers.ETag!.Tag;

        var pinned = await SendAsync(owner, HttpMethod.Patch, address, "If-Match", before, new { pinned = true }).JsonAsync(HttpStatusCode.OK);
        var stale = await SendAsync(owner, HttpMethod.Patch, address, "If-Match", before, new { pinned = false }).ProblemAsync(412, "precondition-failed");
        var bad = await SendAsync(owner, HttpMethod.Patch, address, body: new { pinned = "yes", other = 1 }).ProblemAsync(400, "invalid-request");
        var kept = await SendAsync(owner, HttpMethod.Post, $"{address}/purge").ProblemAsync(409, "wrong-state");
        var listed = await owner.GetAsync(new Uri($"{workspace}/runs", UriKind.Relative)).JsonAsync(HttpStatusCode.OK);
        await SendAsync(owner, HttpMethod.Patch, address, body: new { pinned = false }).JsonAsync(HttpStatusCode.OK);
        // Nothing answers for its group, so its orchestration has not put everything away.
        var early = await SendAsync(owner, HttpMethod.Post, $"{address}/purge").ProblemAsync(409, "wrong-state");

        Assert.True(pinned["pinned"]!.GetValue<bool>());
        Assert.NotNull(stale["detail"]);
        Assert.Equal("other pinned", bad.ErrorNames());
        Assert.Contains("is pinned", $"{kept["detail"]}", StringComparison.Ordinal);
        Assert.True(Assert.Single(listed["items"]!.AsArray())!["pinned"]!.GetValue<bool>());
        Assert.Contains("still being put away", $"{early["detail"]}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_Retention_MergesAndNamesWhatIsWrong()
    {
        using var owner = await api.NewUserAsync(ApiUsers.NewName("owner"));
        var address = $"/api/workspaces/{await owner.NewWorkspaceAsync()}";

        var first = await PatchAsync(new { retention = new { days = 30, runs = 1_000 } }).JsonAsync(HttpStatusCode.OK);
        var second = await PatchAsync(new { retention = new { days = (int?)null } }).JsonAsync(HttpStatusCode.OK);
        var third = await PatchAsync(new { retention = (object?)null }).JsonAsync(HttpStatusCode.OK);
        var wrong = await PatchAsync(new { retention = new { days = 0, runs = -1, weeks = 1 } }).ProblemAsync(400, "invalid-request");

        Assert.Equal("""{"days":30,"runs":1000}""", first["retention"]!.ToJsonString());
        Assert.Equal("""{"runs":1000}""", second["retention"]!.ToJsonString());
        Assert.Null(third["retention"]);
        Assert.Equal("retention.days retention.runs retention.weeks", wrong.ErrorNames());

        Task<HttpResponseMessage> PatchAsync(object body) => SendAsync(owner, HttpMethod.Patch, address, body: body);
    }

    private static async Task PutNotebookAsync(HttpClient client, string workspace)
    {
        using var content = new StringContent(Notebook);
        using var put = await client.PutAsync(new Uri($"{workspace}/files/a.ipynb", UriKind.Relative), content);
        put.EnsureSuccessStatusCode();
    }

    /// <summary>The address of what was made.</summary>
    private static async Task<string> CreateAsync(HttpClient client, string address, object body)
    {
        using var answer = await client.PostAsJsonAsync(address, body);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<string> EndAsync(HttpClient client, string address, string state)
    {
        await SendAsync(client, HttpMethod.Delete, address).JsonAsync(HttpStatusCode.Accepted);
        await Testing.Eventually.TrueAsync(
            async () => $"{JsonNode.Parse(await client.GetStringAsync(new Uri(address, UriKind.Relative)))!["state"]}" == state,
            TimeSpan.FromSeconds(60),
            $"{address} is {state}");
        return address;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string address, string? header = null, string? value = null, object? body = null)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Content = body is null ? null : JsonContent.Create(body);
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        return await client.SendAsync(request);
    }
}
