using System.Net;
using System.Net.Http.Json;

namespace CloudWorkspaces.Functions.Tests.Api;

/// <summary>Users and workspaces of a test's own in the shared app.</summary>
internal static class ApiUsers
{
    /// <summary>A client with a new token of a user who may not have been there before.</summary>
    public static async Task<HttpClient> NewUserAsync(this ApiFixture api, string user)
    {
        var token = await api.Client
            .PostAsJsonAsync("/api/tokens", new { user, label = "test" })
            .JsonAsync(HttpStatusCode.Created);
        return api.NewClient(token["token"]!.GetValue<string>());
    }

    public static string NewName(string prefix) => $"{prefix}-{Guid.NewGuid():N}"[..30];

    /// <summary>A workspace that the client's user owns; its name.</summary>
    public static async Task<string> NewWorkspaceAsync(this HttpClient owner)
    {
        var name = NewName("ws");
        await owner.PostAsJsonAsync("/api/workspaces", new { name }).JsonAsync(HttpStatusCode.Created);
        return name;
    }

    public static async Task PutMemberAsync(this HttpClient owner, string workspace, string user, string role)
    {
        using var answer = await owner.PutAsJsonAsync($"/api/workspaces/{workspace}/members/{user}", new { role });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
