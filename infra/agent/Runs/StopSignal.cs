using System.Runtime.InteropServices;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>SIGTERM and SIGINT: the run is cancelled. Everything must be settled within 5 s of it.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _interrupt;

    public StopSignal()
    {
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Request);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Request);
    }

    public Task Requested => _requested.Task;

    public bool IsRequested => _requested.Task.IsCompleted;

    public void Dispose()
    {
        _terminate.Dispose();
        _interrupt.Dispose();
    }

    private void Request(PosixSignalContext context)
    {
        context.Cancel = true;
        _requested.TrySetResult();
    }
}
