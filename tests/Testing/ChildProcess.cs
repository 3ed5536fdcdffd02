using System.Collections.Concurrent;
using System.Diagnostics;

namespace CloudWorkspaces.Testing;

/// <summary>A program started by a test, which ends with the test process at the latest.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 2_000;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private long _count;

    private ChildProcess(Process process)
    {
        _process = process;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>How many lines it has written.</summary>
    public long LineCount => Interlocked.Read(ref _count);

    /// <summary>The last lines of standard output and error, for messages of failing tests.</summary>
    public string Output => string.Join('\n', _lines);

    public static ChildProcess Start(
        string program,
        IEnumerable<string> arguments,
        string workingDirectory,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        var child = new ChildProcess(process);
        process.OutputDataReceived += (_, line) => child.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => child.Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>SIGKILL: no handler runs, as in a crash.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await WaitForExitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>For the end of the test process, which waits for nothing else.</summary>
    public void KillNow()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit(TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>SIGTERM, and SIGKILL for one that has not ended after <paramref name="grace"/>.</summary>
    public async Task TerminateAsync(TimeSpan grace)
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"]);
            await kill.WaitForExitAsync();
        }

        try
        {
            await WaitForExitAsync(grace);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
        }
    }

    /// <summary>Waits for the program's own end and gives its exit code.</summary>
    public async Task<int> EndAsync(TimeSpan deadline)
    {
        await WaitForExitAsync(deadline);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        await TerminateAsync(TimeSpan.FromSeconds(20));
        _process.Dispose();
    }

    private async Task WaitForExitAsync(TimeSpan deadline)
    {
        using var source = new CancellationTokenSource(deadline);
        await _process.WaitForExitAsync(source.Token);
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        Interlocked.Increment(ref _count);
        _lines.Enqueue(line);
        while (_lines.Count > KeptLines)
        {
            _lines.TryDequeue(out _);
        }
    }

    private void OnProcessExit(object? sender, EventArgs arguments) => KillNow();
}
