namespace CloudWorkspaces.Testing;

/// <summary>The function app on the local host, as a process that can be killed and started again.</summary>
public sealed class FunctionAppProcess : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string> _settings;
    private ChildProcess? _process;

    /// <param name="port">A loopback port, kept over restarts.</param>
    /// <param name="settings">App settings, in the form of environment variables.</param>
    public FunctionAppProcess(int port, IReadOnlyDictionary<string, string> settings)
    {
        Address = new Uri($"http://127.0.0.1:{port}");
        _settings = new Dictionary<string, string>(settings) { ["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority) };
    }

    public Uri Address { get; }

    public string Output => _process?.Output ?? "";

    public async Task StartAsync()
    {
        var program = BuiltPrograms.FunctionApp;
        _process = ChildProcess.Start("dotnet", [program], Path.GetDirectoryName(program)!, _settings);
        using var client = new HttpClient { BaseAddress = Address };
        await Answering.WaitAsync(client, "/api/workspaces", _process, "the function app");
    }

    /// <summary>SIGKILL, as in a crash.</summary>
    /// <summary>Of the running app.</summary>
    public int ProcessId => _process!.Id;

    public Task KillAsync() => _process?.KillAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
