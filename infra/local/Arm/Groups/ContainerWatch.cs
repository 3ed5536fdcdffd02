using CloudWorkspaces.Local.Arm.Network;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>The process of a container under watch: when it ends, and whether memory was the reason.</summary>
internal sealed class ContainerWatch : IDisposable
{
    private readonly OomWatch _memory;

    public ContainerWatch(ProcessWatcher processes, int processId)
    {
        ProcessId = processId;
        _memory = OomWatch.Start(processId);
        Ended = processes.WaitAsync(processId, _memory.Look);
    }

    public int ProcessId { get; }

    public Task Ended { get; }

    /// <summary>Valid once <see cref="Ended"/> has completed.</summary>
    public Task<bool> WasOutOfMemoryAsync(TimeProvider time, CancellationToken cancellationToken) =>
        _memory.KilledAsync(time, cancellationToken);

    public void Dispose() => _memory.Dispose();
}
