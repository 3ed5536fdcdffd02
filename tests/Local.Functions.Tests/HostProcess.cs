using System.Diagnostics;
using System.Net.Http.Json;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>The test host as a process that can be killed and started again on the same hub and port.</summary>
public sealed class HostProcess(string storage) : IAsyncDisposable
{
    private readonly int _port = Ports.Free();
    private readonly string _hub = TestApp.NewHub();
    private ChildProcess? _process;

    /// <summary>The container of the host's blob function; a test that needs it makes it.</summary>
    public string Uploads => _hub;

    public HttpClient Http { get; } = new();

    public string Output => _process?.Output ?? "";

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan SlowestStart { get; private set; }

    public async Task StartAsync()
    {
        Http.BaseAddress ??= new Uri($"http://127.0.0.1:{_port}");
        var watch = Stopwatch.StartNew();
        var program = typeof(TestHost.Shapes).Assembly.Location;
        _process = ChildProcess.Start("dotnet", [program], Path.GetDirectoryName(program)!, new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = storage,
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{_port}",
            ["AzureFunctionsJobHost__extensions__durableTask__hubName"] = _hub,
            ["UPLOADS"] = Uploads,
        });
        await Eventually.TrueAsync(AnswersAsync, TimeSpan.FromSeconds(60), "the host answers");
        SlowestStart = watch.Elapsed > SlowestStart ? watch.Elapsed : SlowestStart;
    }

    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await _process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Http.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return await Http.GetFromJsonAsync<object>("ping") is not null;
        }
        catch (HttpRequestException) when (!_process!.HasExited)
        {
            return false;
        }
    }
}
