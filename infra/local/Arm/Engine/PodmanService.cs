using System.Diagnostics;

namespace CloudWorkspaces.Local.Arm.Engine;

/// <summary>podman's API service as a child process. Containers do not depend on it and outlive it.</summary>
internal sealed class PodmanService(string socketPath) : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Ends podman when standard input is closed, which the kernel does for an emulator that was killed as well.
    /// </summary>
    private const string Script = """
        podman system service --time=0 "unix://$1" </dev/null &
        service=$!
        exec 3<&0
        (cat <&3; kill $service) >/dev/null 2>&1 &
        wait $service
        """;

    private readonly CancellationTokenSource _stop = new();
    private Process? _process;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartDeadline);
        Launch();
        while (!await EngineSocket.AcceptsAsync(socketPath, deadline.Token))
        {
            if (_process!.HasExited)
            {
                throw new InvalidOperationException(
                    $"No container engine answers, and podman's service ended with {_process.ExitCode}. Is podman installed?");
            }

            await Task.Delay(RetryInterval, deadline.Token);
        }

        _ = KeepRunningAsync();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _process?.StandardInput.Close();
        _process?.WaitForExit();
        _process?.Dispose();
        File.Delete(socketPath);
    }

    private async Task KeepRunningAsync()
    {
        try
        {
            while (true)
            {
                await _process!.WaitForExitAsync(_stop.Token);
                await Task.Delay(RetryInterval, _stop.Token);
                _process.Dispose();
                Launch();
            }
        }
        catch (OperationCanceledException)
        {
            // The emulator ends.
        }
    }

    private void Launch()
    {
        File.Delete(socketPath);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", socketPath]) { RedirectStandardInput = true };
        _process = Process.Start(start)!;
    }
}
