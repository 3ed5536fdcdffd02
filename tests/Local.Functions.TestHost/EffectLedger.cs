using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace CloudWorkspaces.Local.Functions.TestHost;

/// <summary>
/// A line for the beginning and the end of each execution of an activity, written at once: it outlives SIGKILL. The file
/// is the setting EFFECTS, and BOOT counts the processes.
/// </summary>
public sealed class EffectLedger(IConfiguration configuration, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _boot = configuration["BOOT"] ?? "0";
    private readonly FileStream? _file = configuration["EFFECTS"] is { Length: > 0 } path
        ? new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)
        : null;

    public void Append(string instance, string activity, int input, string what)
    {
        lock (_lock)
        {
            var ticks = time.GetUtcNow().UtcTicks;
            _file?.Write(System.Text.Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{_boot} {instance} {activity} {input} {what} {ticks}\n")));
        }
    }

    public void Dispose() => _file?.Dispose();
}
