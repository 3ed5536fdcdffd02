using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Testing;

/// <summary>A user of the HTTP API, in one workspace.</summary>
public sealed class WorkspaceClient : IDisposable
{
    public static readonly string[] TerminalStates = ["succeeded", "failed", "dismissed"];

    public WorkspaceClient(Uri address, string token, string workspace = "default")
    {
        Http = new HttpClient { BaseAddress = new Uri(address, $"/api/workspaces/{workspace}/") };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public HttpClient Http { get; }

    public async Task PutFileAsync(string path, byte[] content)
    {
        using var answer = await Http.PutAsync($"files/{path}", new ByteArrayContent(content));
        await EnsureSuccessAsync(answer);
    }

    /// <summary>Puts the notebook and asks for its run; returns the run's id.</summary>
    public async Task<string> RunAsync(JsonObject notebook, object? parameters = null)
    {
        var path = $"notebooks/{Guid.NewGuid():N}.ipynb";
        await PutFileAsync(path, System.Text.Encoding.UTF8.GetBytes(notebook.ToJsonString()));
        return await RunAsync(path, parameters);
    }

    public Task<string> RunAsync(string path, object? parameters = null) =>
        SubmitAsync(new { notebook = path, parameters = parameters ?? new { } });

    /// <summary>Puts the notebook and asks for its run, with more fields of the request.</summary>
    public async Task<string> SubmitAsync(JsonObject notebook, JsonObject fields)
    {
        var path = $"notebooks/{Guid.NewGuid():N}.ipynb";
        await PutFileAsync(path, System.Text.Encoding.UTF8.GetBytes(notebook.ToJsonString()));
        fields["notebook"] = path;
        return await SubmitAsync(fields);
    }

    public async Task<string> SubmitAsync(object request)
    {
        using var answer = await Http.PostAsJsonAsync("runs", request);
        await EnsureSuccessAsync(answer);
        var run = await answer.Content.ReadFromJsonAsync<JsonObject>();
        return run!["id"]!.GetValue<string>();
    }

    public async Task<JsonObject> GetAsync(string runId) =>
        (await Http.GetFromJsonAsync<JsonObject>($"runs/{runId}"))!;

    /// <summary>The id of the one run that the workspace has.</summary>
    public async Task<string> OnlyRunAsync()
    {
        var page = await Http.GetFromJsonAsync<JsonObject>("runs");
        return page!["items"]!.AsArray().Single()!["id"]!.GetValue<string>();
    }

    public async Task CancelAsync(string runId)
    {
        using var answer = await Http.DeleteAsync($"runs/{runId}");
        await EnsureSuccessAsync(answer);
    }

    public Task<JsonObject> WaitForEndAsync(string runId, TimeSpan deadline) =>
        WaitForStateAsync(runId, TerminalStates, deadline);

    public async Task<JsonObject> WaitForStateAsync(string runId, IReadOnlyCollection<string> states, TimeSpan deadline)
    {
        JsonObject run = [];
        await Eventually.TrueAsync(
            async () => states.Contains((run = await GetAsync(runId))["state"]!.GetValue<string>()),
            deadline,
            $"run {runId} is {string.Join(" or ", states)}");
        return run;
    }

    public async Task WaitForCellAsync(string runId, int completed, TimeSpan deadline) => await Eventually.TrueAsync(
        async () => (await GetAsync(runId))["progress"] is JsonObject progress
            && progress["cells"]?["completed"]?.GetValue<int>() >= completed,
        deadline,
        $"{completed} cells of run {runId} are completed");

    /// <summary>A download that may not be there yet, such as the HTML that follows the final state.</summary>
    public async Task<byte[]> DownloadAsync(string path, TimeSpan deadline)
    {
        byte[]? content = null;
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await Http.GetAsync(path);
                content = answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync() : null;
                return content is not null;
            },
            deadline,
            $"{path} can be downloaded");
        return content!;
    }

    public void Dispose() => Http.Dispose();

    private static async Task EnsureSuccessAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException(
                $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {(int)answer.StatusCode} " +
                await answer.Content.ReadAsStringAsync());
        }
    }
}
