using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace CloudWorkspaces.Local.Arm.Network;

/// <summary>
/// Tells at once that a process has ended, whoever its parent is. The engine's own word comes 10 to 300 ms later.
/// One thread waits for all of them.
/// </summary>
internal sealed class ProcessWatcher : IDisposable
{
    private readonly ConcurrentDictionary<int, Watch> _watches = new();
    private readonly SafeFileHandle _wake = Libc.NewEventCounter();
    private volatile bool _stopped;

    public ProcessWatcher() => new Thread(Run) { IsBackground = true, Name = "process watcher" }.Start();

    /// <summary>
    /// Completes when the process has ended, at once if there is none. <paramref name="onEnd"/> runs first, on the
    /// watching thread, while what the kernel knows of the process may still be there: it must be quick.
    /// </summary>
    public Task WaitAsync(int processId, Action onEnd)
    {
        var descriptor = Libc.OpenProcess(processId);
        if (descriptor < 0)
        {
            onEnd();
            return Task.CompletedTask;
        }

        var watch = new Watch(new SafeFileHandle(descriptor, ownsHandle: true), onEnd);
        _watches[descriptor] = watch;
        Wake();
        return watch.Ended.Task;
    }

    public void Dispose()
    {
        _stopped = true;
        Wake();
    }

    private void Wake() => Libc.Write(_wake, 1);

    private void Run()
    {
        while (!_stopped)
        {
            var descriptors = _watches.Keys.Append((int)_wake.DangerousGetHandle());
            var items = descriptors.Select(d => new Libc.PollItem { Descriptor = d, Events = Libc.PollIn }).ToArray();
            if (Libc.Poll(items, (nuint)items.Length, -1) < 0)
            {
                continue;
            }

            foreach (var item in items.Where(item => item.Seen != 0))
            {
                if (_watches.TryRemove(item.Descriptor, out var watch))
                {
                    watch.End();
                }
                else
                {
                    Libc.Read(_wake, out _);
                }
            }
        }

        _wake.Dispose();
    }

    private sealed record Watch(SafeFileHandle Handle, Action OnEnd)
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void End()
        {
            OnEnd();
            Handle.Dispose();
            Ended.SetResult();
        }
    }
}
