using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Secrets;

namespace CloudWorkspaces.Agent.Papermill;

/// <summary>
/// Papermill in a Python process that was started ahead of its job. It runs as the user, with its output in a file.
/// </summary>
internal sealed class PapermillProcess : IDisposable
{
    /// <summary>Of 1,000: any process of the notebook is killed before the agent.</summary>
    public const int OomScore = 700;

    /// <summary>Beside the launcher; also a program of its own.</summary>
    public const string ParametersModule = "agent_parameters.py";

    private static readonly TimeSpan LastOutput = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Task _log;
    private readonly Task _messages;
    private readonly TaskCompletionSource<LauncherMessage?> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PapermillProcess(Process process, string logPath)
    {
        _process = process;
        _log = CopyLogAsync(logPath);
        _messages = ReadMessagesAsync();
    }

    /// <summary>Called for each start and end of a cell.</summary>
    public Action<LauncherMessage>? CellChanged { get; set; }

    /// <summary>Called once for a notebook whose parameters are checked, before it begins.</summary>
    public Action<JsonObject>? SchemaInferred { get; set; }

    /// <summary>Known when papermill has ended.</summary>
    public PapermillFailure? Failure { get; private set; }

    /// <summary>The launcher's versions; null when it ended before it was ready.</summary>
    public Task<LauncherMessage?> Ready => _ready.Task;

    public static PapermillProcess Start(
        string python, string launcherPath, LocalUser user, IReadOnlyDictionary<string, string> environment, string logPath)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ExecAs.Arguments(user, OomScore, [python, "-s", launcherPath]))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = environment["PWD"],
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new PapermillProcess(Process.Start(start)!, logPath);
    }

    /// <summary>Puts the launcher and its module into a folder that the user can read.</summary>
    public static void WriteLauncher(string path)
    {
        foreach (var name in (string[])[Path.GetFileName(path), ParametersModule])
        {
            using var stream = typeof(PapermillProcess).Assembly.GetManifestResourceStream(name)!;
            using var file = File.Create(Path.Combine(Path.GetDirectoryName(path)!, name));
            stream.CopyTo(file);
        }
    }

    public async Task ExecuteAsync(PapermillJob job, CancellationToken cancellationToken)
    {
        var line = JsonSerializer.Serialize(job, AgentJson.Default.PapermillJob);
        try
        {
            await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already, and its exit code and log say why.
        }
    }

    /// <summary>Asks papermill to save the notebook and end.</summary>
    public void Terminate() => Signal(NativeMethods.SigTerm);

    public void Kill() => Signal(NativeMethods.SigKill);

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>The rest of what it wrote, for which nothing that holds the pipe may be left running.</summary>
    public Task DrainAsync(TimeProvider time) =>
        Task.WhenAny(Task.WhenAll(_log, _messages), Task.Delay(LastOutput, time));

    public void Dispose() => _process.Dispose();

    private void Signal(int signal)
    {
        if (!_process.HasExited)
        {
            _ = NativeMethods.Kill(_process.Id, signal);
        }
    }

    private async Task CopyLogAsync(string path)
    {
        await using var file = new FileStream(
            path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await SecretMask.Own.CopyAsync(_process.StandardError.BaseStream, file);
    }

    private async Task ReadMessagesAsync()
    {
        try
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                Take(JsonSerializer.Deserialize(line, AgentJson.Default.LauncherMessage)!);
            }
        }
        finally
        {
            _ready.TrySetResult(null);
        }
    }

    private void Take(LauncherMessage message)
    {
        switch (message.Kind)
        {
            case LauncherMessage.Ready:
                _ready.TrySetResult(message);
                break;
            case LauncherMessage.CellChanged:
                CellChanged?.Invoke(message);
                break;
            case LauncherMessage.SchemaInferred:
                SchemaInferred?.Invoke(message.Schema!);
                break;
            case LauncherMessage.Failed:
                Failure = message.Failure;
                break;
        }
    }
}
