using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CloudWorkspaces.Agent.Endpoint;

namespace CloudWorkspaces.Agent.Lab;

/// <summary>What JupyterLab says of itself over its REST API. To ask is no activity.</summary>
internal sealed class LabClient : IDisposable
{
    private readonly HttpClient _http;

    public LabClient(SessionJob job, string token)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{job.Port}{job.BasePath}"),
            Timeout = TimeSpan.FromSeconds(10),
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("token", token);
    }

    public Task<LabServer?> ServerAsync() => GetAsync("api/status", AgentJson.Default.LabServer);

    public Task<LabKernel[]?> KernelsAsync() => GetAsync("api/kernels", AgentJson.Default.LabKernelArray);

    /// <summary>An image whose Jupyter has no terminals has none that run.</summary>
    public Task<LabTerminal[]?> TerminalsAsync() =>
        GetAsync("api/terminals", AgentJson.Default.LabTerminalArray, missing: []);

    public void Dispose() => _http.Dispose();

    /// <summary>Null when it does not answer as expected: it has not begun, or is too busy.</summary>
    private async Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> type, T? missing = null)
        where T : class
    {
        try
        {
            using var answer = await _http.GetAsync($"{path}?no_track_activity=1");
            if (answer.StatusCode is HttpStatusCode.NotFound)
            {
                return missing;
            }

            return answer.IsSuccessStatusCode
                ? JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(), type)
                : null;
        }
        catch (Exception exception) when (
            exception is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            return null;
        }
    }
}
