using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Functions.Tests.Api;

[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class EventsApiTests(ApiFixture api)
{
    private const string Runs = "/api/workspaces/default/runs";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task RunEvents_Cancelled_TellStatesAndTheEndAndAreOverThen()
    {
        var address = $"{Runs}/{await RunAsync()}";
        var events = new EventClient(api.Client);
        using var over = new CancellationTokenSource(Deadline);
        List<ServerEvent> told = [];
        await foreach (var item in events.ReadAsync($"{address}/events", null, over.Token))
        {
            told.Add(item);
            if (told.Count == 1)
            {
                (await api.Client.DeleteAsync(address, over.Token)).EnsureSuccessStatusCode();
            }
        }

        Assert.Equal("state", told[0].Name);
        Assert.Equal("end", told[^1].Name);
        Assert.Equal("dismissed", told[^1].Data["state"]!.GetValue<string>());
        Assert.Equal(told.Count, told.Select(item => item.Id).Distinct().Count());
        Assert.Equal(HttpStatusCode.NoContent, (await GetAsync(address, told[^1].Id)).StatusCode);
        await foreach (var item in events.ReadAsync($"{address}/events", told[^2].Id, over.Token))
        {
            Assert.Equal("end", item.Name);
        }
    }

    [Fact]
    public async Task RunEvents_IdOfNoEvent_IsNamed()
    {
        using var answer = await GetAsync($"{Runs}/{await RunAsync()}", "yesterday");
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["Last-Event-ID"], problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task RunEvents_NoSuchRun_IsMissing()
    {
        using var answer = await GetAsync($"{Runs}/00000000000000000000000000", null);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> GetAsync(string address, string? lastId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}/events");
        request.Headers.Add("Last-Event-ID", lastId ?? "");
        return await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private async Task<string> RunAsync()
    {
        var path = $"{Guid.NewGuid():N}.ipynb";
        using var put = await api.Client.PutAsync(
            $"/api/workspaces/default/files/{path}", new StringContent("""{"nbformat":4,"metadata":{},"cells":[]}"""));
        put.EnsureSuccessStatusCode();
        using var answer = await api.Client.PostAsJsonAsync(Runs, new { notebook = path });
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<string>();
    }
}
