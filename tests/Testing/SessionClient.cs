using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Testing;

/// <summary>A user of sessions in the default workspace.</summary>
/// <param name="http">To the workspace.</param>
/// <param name="interval">Between two looks at a session; default 20 ms.</param>
public sealed class SessionClient(HttpClient http, TimeSpan? interval = null)
{
    /// <summary>Asks for a session; returns its id.</summary>
    public async Task<string> StartAsync(object? request = null) =>
        (await SendAsync(HttpMethod.Post, "sessions", request ?? new { }))["id"]!.GetValue<string>();

    public Task<JsonObject> GetAsync(string id) => SendAsync(HttpMethod.Get, $"sessions/{id}");

    public Task<JsonObject> StopAsync(string id) => SendAsync(HttpMethod.Delete, $"sessions/{id}");

    public Task<JsonObject> KeepAliveAsync(string id) => SendAsync(HttpMethod.Post, $"sessions/{id}/keep-alive");

    public Task<JsonObject> RestartAsync(string id, object? request = null) =>
        SendAsync(HttpMethod.Post, $"sessions/{id}/restart", request ?? new { });

    public Task<string> LogAsync(string id) => http.GetStringAsync($"sessions/{id}/log");

    /// <summary>Waits until the session is ready, and gives the way in.</summary>
    public async Task<LabClient> OpenAsync(string id, TimeSpan deadline)
    {
        await WaitForAsync(id, deadline, "ready");
        var access = await SendAsync(HttpMethod.Get, $"sessions/{id}/access");
        return new LabClient(
            new Uri(access["address"]!.GetValue<string>()),
            access["token"]!.GetValue<string>(),
            new Uri(access["url"]!.GetValue<string>()));
    }

    /// <summary>Fails as soon as the session is over in another way than asked for.</summary>
    public async Task<JsonObject> WaitForAsync(string id, TimeSpan deadline, params string[] states)
    {
        JsonObject session = [];
        await Eventually.TrueAsync(
            async () =>
            {
                session = await GetAsync(id);
                var state = session["state"]!.GetValue<string>();
                return states.Contains(state) || (state is "failed" or "stopped"
                    ? throw new InvalidOperationException($"Session {id} is over: {session}")
                    : false);
            },
            deadline,
            $"session {id} is {string.Join(" or ", states)}",
            interval);
        return session;
    }

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!.AsObject()
            : throw new HttpRequestException($"{method} {path}: {(int)answer.StatusCode} {text}", null, answer.StatusCode);
    }
}
