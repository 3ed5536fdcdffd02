using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Testing;

/// <summary>A user of batches.</summary>
public sealed class BatchClient(WorkspaceClient client)
{
    public Task PutAsync(string path, JsonObject notebook) => client.PutFileAsync(path, Encoding.UTF8.GetBytes(notebook.ToJsonString()));

    /// <summary>Asks for a batch; returns its id.</summary>
    public async Task<string> StartAsync(object request) =>
        (await AnswerAsync(client.Http.PostAsJsonAsync("batches", request)))["id"]!.GetValue<string>();

    public Task<JsonObject> GetAsync(string id) => AnswerAsync(client.Http.GetAsync($"batches/{id}"));

    public Task<JsonObject> RetryAsync(string id) => AnswerAsync(client.Http.PostAsync($"batches/{id}/retry", null));

    public Task<JsonObject> CancelAsync(string id) => AnswerAsync(client.Http.DeleteAsync($"batches/{id}"));

    public async Task<IReadOnlyList<JsonObject>> ItemsAsync(string id) =>
        [.. (await AnswerAsync(client.Http.GetAsync($"batches/{id}/results")))["items"]!.AsArray().Select(item => item!.AsObject())];

    public async Task<string[]> TableAsync(string id) =>
        (await client.Http.GetStringAsync($"batches/{id}/results?format=csv")).Split("\r\n");

    public Task<JsonObject> WaitForEndAsync(string id, TimeSpan deadline) =>
        WaitAsync(id, batch => batch["state"]!.GetValue<string>() != "running", deadline);

    public async Task<JsonObject> WaitAsync(string id, Func<JsonObject, bool> condition, TimeSpan deadline)
    {
        JsonObject batch = [];
        await Eventually.TrueAsync(
            async () => condition(batch = await GetAsync(id)),
            deadline,
            $"batch {id} is as awaited",
            TimeSpan.FromMilliseconds(200));
        return batch;
    }

    private static async Task<JsonObject> AnswerAsync(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!.AsObject()
            : throw new HttpRequestException($"{(int)answer.StatusCode} {text}", null, answer.StatusCode);
    }
}
