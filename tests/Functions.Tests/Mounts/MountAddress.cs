using System.Net.Http.Json;
using CloudWorkspaces.Functions.Tests.Api;

namespace CloudWorkspaces.Functions.Tests.Mounts;

/// <summary>The mounts of a workspace that a test has for itself.</summary>
internal sealed record MountAddress(HttpClient Owner, string Workspace) : IDisposable
{
    /// <param name="api">The app.</param>
    /// <param name="user">Whose the workspace is.</param>
    public static async Task<MountAddress> NewAsync(ApiFixture api, string? user = null)
    {
        var owner = await api.NewUserAsync(user ?? ApiUsers.NewName("owner"));
        return new(owner, await owner.NewWorkspaceAsync());
    }

    public Uri Uri(string name = "") => new($"/api/workspaces/{Workspace}/mounts{(name.Length == 0 ? "" : $"/{name}")}", UriKind.Relative);

    public Task<HttpResponseMessage> GetAsync(string name = "") => Owner.GetAsync(Uri(name));

    public Task<HttpResponseMessage> PutAsync(string name, object body, string? condition = null, string? tag = null) =>
        SendAsync(HttpMethod.Put, name, JsonContent.Create(body), condition, tag);

    public Task<HttpResponseMessage> DeleteAsync(string name, string? condition = null, string? tag = null) =>
        SendAsync(HttpMethod.Delete, name, null, condition, tag);

    public void Dispose() => Owner.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string name, HttpContent? body, string? condition, string? tag)
    {
        using HttpRequestMessage request = new(method, Uri(name)) { Content = body };
        if (condition is not null)
        {
            request.Headers.TryAddWithoutValidation(condition, tag);
        }

        return await Owner.SendAsync(request);
    }
}
