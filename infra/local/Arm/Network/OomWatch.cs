using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace CloudWorkspaces.Local.Arm.Network;

/// <summary>
/// Whether the kernel killed a process of a container for want of memory, by the counters of its cgroup: the engine's
/// own flag stays false on cgroup v1, and exit code 137 says only that something sent SIGKILL. The cgroup may be gone
/// by the time of asking. On v1 an event descriptor still tells then: it counts each time the limit was hit, and once
/// for the removal, which the kernel adds a moment after the files have gone.
/// </summary>
internal sealed class OomWatch : IDisposable
{
    private static readonly TimeSpan RemovalDeadline = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RemovalInterval = TimeSpan.FromMilliseconds(5);

    private readonly string? _counterFile;
    private readonly SafeFileHandle? _notifications;
    private bool _seen;
    private bool _gone;

    private OomWatch(string? counterFile, SafeFileHandle? notifications) =>
        (_counterFile, _notifications) = (counterFile, notifications);

    public static OomWatch Start(int processId)
    {
        try
        {
            var groups = File.ReadAllLines($"/proc/{processId}/cgroup").Select(line => line.Split(':', 3)).ToList();
            if (groups.FirstOrDefault(group => group[1].Split(',').Contains("memory")) is { } v1)
            {
                var folder = "/sys/fs/cgroup/memory" + v1[2];
                return new OomWatch($"{folder}/memory.oom_control", Subscribe(folder));
            }

            return new OomWatch($"/sys/fs/cgroup{groups[0][2]}/memory.events", null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new OomWatch(null, null);
        }
    }

    /// <summary>Looks at the counters as long as they are there; to be called as soon as the process has ended.</summary>
    public void Look()
    {
        try
        {
            var line = _counterFile is null
                ? null
                : File.ReadLines(_counterFile).FirstOrDefault(line => line.StartsWith("oom_kill ", StringComparison.Ordinal));
            _seen |= line is not null && long.Parse(line["oom_kill ".Length..], CultureInfo.InvariantCulture) > 0;
        }
        catch (IOException)
        {
            _gone = true;
        }
    }

    /// <summary>Valid after <see cref="Look"/>.</summary>
    public async Task<bool> KilledAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var counted = 0UL;
        for (var since = time.GetTimestamp();
             !_seen && _gone && _notifications is not null && time.GetElapsedTime(since) < RemovalDeadline;)
        {
            counted += Notified();
            _seen = counted >= 2;
            await Task.Delay(RemovalInterval, time, cancellationToken);
        }

        return _seen;
    }

    public void Dispose() => _notifications?.Dispose();

    private ulong Notified() =>
        _notifications is not null && Libc.Read(_notifications, out var count) > 0 ? count : 0;

    private static SafeFileHandle Subscribe(string folder)
    {
        var notifications = Libc.NewEventCounter();
        using var control = File.OpenHandle($"{folder}/memory.oom_control");
        File.WriteAllText(
            $"{folder}/cgroup.event_control", $"{notifications.DangerousGetHandle()} {control.DangerousGetHandle()}");
        return notifications;
    }
}
