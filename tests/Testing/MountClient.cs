using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Testing;

/// <summary>Mounts of the default workspace, which are gone again with this.</summary>
public sealed class MountClient(HttpClient http) : IAsyncDisposable
{
    private readonly List<string> _names = [];

    public async Task<JsonObject> PutAsync(string name, object mount)
    {
        using var answer = await http.PutAsJsonAsync($"mounts/{name}", mount);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"PUT mounts/{name}: {(int)answer.StatusCode} {text}", null, answer.StatusCode);
        }

        _names.Add(name);
        return JsonNode.Parse(text)!.AsObject();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _names)
        {
            using var answer = await http.DeleteAsync($"mounts/{name}");
        }
    }
}
