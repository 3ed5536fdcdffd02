using System.ComponentModel;
using System.Diagnostics;

namespace CloudWorkspaces.Local.Arm.Engine;

/// <summary>podman's API service as a child process. Containers do not depend on it and outlive it.</summary>
internal sealed class PodmanService(string socketPath) : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(20);

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
                throw new InvalidOperationException($"podman system service ended with {_process.ExitCode}.");
            }

            await Task.Delay(RetryInterval, deadline.Token);
        }

        _ = KeepRunningAsync();
    }

    public void Dispose()
    {
        _stop.Cancel();
        if (_process is { HasExited: false })
        {
            _process.Kill();
        }

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
        try
        {
            _process = Process.Start(new ProcessStartInfo("podman", ["system", "service", "--time=0", $"unix://{socketPath}"])
            {
                RedirectStandardInput = true,
            })!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("No container engine answers and podman is not installed.", exception);
        }
    }
}
