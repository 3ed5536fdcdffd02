using System.Diagnostics;
using System.Text.Json;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Papermill;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Runs;
using CloudWorkspaces.Agent.Secrets;

namespace CloudWorkspaces.Agent.Lab;

/// <summary>
/// JupyterLab in a Python process that was started ahead of its settings. It runs as the user, with its output in the
/// session's log.
/// </summary>
internal sealed class LabProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task _log;

    private LabProcess(Process process, string logPath)
    {
        _process = process;
        _log = CopyLogAsync(logPath);
    }

    /// <summary>128 + n after signal n; only once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    public static LabProcess Start(Workbench bench, RunFolders folders)
    {
        File.WriteAllText(folders.LabLauncher, LauncherText());
        var start = new ProcessStartInfo(
            Environment.ProcessPath!, ExecAs.Arguments(bench.User, PapermillProcess.OomScore, [bench.Python, "-s", folders.LabLauncher]))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = bench.Environment["PWD"],
        };
        start.Environment.Clear();
        foreach (var (name, value) in bench.Environment)
        {
            start.Environment[name] = value;
        }

        return new LabProcess(Process.Start(start)!, folders.Log);
    }

    public async Task ServeAsync(LabSettings settings, CancellationToken cancellationToken)
    {
        var line = JsonSerializer.Serialize(settings, AgentJson.Default.LabSettings);
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

    public Task WaitForExitAsync() => _process.WaitForExitAsync(CancellationToken.None);

    /// <summary>Lets it end its kernels and itself.</summary>
    public void Terminate()
    {
        if (!_process.HasExited)
        {
            _ = NativeMethods.Kill(_process.Id, NativeMethods.SigTerm);
        }
    }

    /// <summary>The rest of what it wrote, for which nothing that holds the pipe may be left running.</summary>
    public Task DrainAsync(TimeProvider time) => Task.WhenAny(_log, Task.Delay(TimeSpan.FromSeconds(1), time));

    public void Dispose() => _process.Dispose();

    private static string LauncherText()
    {
        using var stream = typeof(LabProcess).Assembly.GetManifestResourceStream("lab.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private async Task CopyLogAsync(string path)
    {
        await using var file = new FileStream(
            path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await Task.WhenAll(
            SecretMask.Own.CopyAsync(_process.StandardError.BaseStream, file),
            _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null));
    }
}
