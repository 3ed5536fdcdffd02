using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using CloudWorkspaces.Local.Functions.Tests.Crashes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>The test host as a process that can be killed and started again on the same hub and port.</summary>
internal sealed class HostProcess(string storage) : IShapeHost, IAsyncDisposable
{
    private readonly int _port = Ports.Free();
    private readonly string _hub = TestApp.NewHub();
    private readonly string _effects = Path.GetTempFileName();
    private readonly HttpClient _http = new();
    private ChildProcess? _process;

    /// <summary>The container of the host's blob function; a test that needs it makes it.</summary>
    public string Uploads => _hub;

    public string Output => _process?.Output ?? "";

    public int Boots { get; private set; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan SlowestStart { get; private set; }

    /// <summary>Starts the process without waiting for it to answer.</summary>
    public void Launch()
    {
        _http.BaseAddress ??= new Uri($"http://127.0.0.1:{_port}");
        var program = typeof(TestHost.Shapes).Assembly.Location;
        _process = ChildProcess.Start("dotnet", [program], Path.GetDirectoryName(program)!, new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = storage,
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{_port}",
            ["AzureFunctionsJobHost__extensions__durableTask__hubName"] = _hub,
            ["EFFECTS"] = _effects,
            ["BOOT"] = $"{++Boots}",
            ["AzureFunctionsWebHost__hostid"] = _hub,
            ["UPLOADS"] = Uploads,
        });
    }

    public async Task StartAsync()
    {
        var watch = Stopwatch.StartNew();
        Launch();
        await Eventually.TrueAsync(AnswersAsync, TimeSpan.FromSeconds(60), "the host answers");
        SlowestStart = watch.Elapsed > SlowestStart ? watch.Elapsed : SlowestStart;
    }

    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await _process.DisposeAsync();
        _process = null;
    }

    /// <summary>What activities of all boots have done.</summary>
    public async Task<IReadOnlyList<EffectLine>> EffectsAsync() =>
        [.. (await File.ReadAllLinesAsync(_effects)).Select(EffectLine.Parse)];

    public Task StartAsync(string shape, string id, object input) => PostAsync($"start/{shape}/{id}", JsonContent.Create(input));

    public Task RaiseAsync(string id, int number) => PostAsync($"raise/{id}/number/{number}");

    public Task SuspendAsync(string id) => PostAsync($"order/suspend/{id}");

    public Task ResumeAsync(string id) => PostAsync($"order/resume/{id}");

    public Task TerminateAsync(string id) => PostAsync($"order/terminate/{id}");

    public async Task<ShapeStatus?> StatusAsync(string id)
    {
        using var answer = await _http.GetAsync($"status/{id}");
        return answer.StatusCode == HttpStatusCode.NotFound
            ? null
            : await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ShapeStatus>();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _http.Dispose();
        File.Delete(_effects);
    }

    private async Task PostAsync(string path, HttpContent? content = null)
    {
        using var answer = await _http.PostAsync(path, content);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return await _http.GetFromJsonAsync<object>("ping") is not null;
        }
        catch (HttpRequestException) when (!_process!.HasExited)
        {
            return false;
        }
    }
}
