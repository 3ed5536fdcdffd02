using System.Globalization;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>
/// Says which process holds a lease, exactly enough for another process of the same machine to see that it is dead:
/// boot, process id namespace, process id and the time it started (in clock ticks since boot).
/// </summary>
internal sealed record HostIdentity(string Boot, string Namespace, int ProcessId, string Started)
{
    private const string BootId = "/proc/sys/kernel/random/boot_id";

    /// <summary>In /proc/PID/stat the fields after the name, which may hold spaces, begin with the third.</summary>
    private const int StateField = 0;
    private const int StartField = 19;

    public static HostIdentity Current() => new(
        File.Exists(BootId) ? File.ReadAllText(BootId).Trim() : Guid.NewGuid().ToString(),
        new FileInfo("/proc/self/ns/pid").LinkTarget ?? "",
        Environment.ProcessId,
        Fields(Environment.ProcessId) is { } fields ? fields[StartField] : "");

    public static HostIdentity? Parse(IDictionary<string, string> metadata) =>
        metadata.TryGetValue("boot", out var boot)
        && metadata.TryGetValue("namespace", out var space)
        && metadata.TryGetValue("started", out var started)
        && metadata.TryGetValue("process", out var process)
            ? new HostIdentity(boot, space, int.Parse(process, CultureInfo.InvariantCulture), started)
            : null;

    public Dictionary<string, string> ToMetadata() => new()
    {
        ["boot"] = Boot,
        ["namespace"] = Namespace,
        ["process"] = ProcessId.ToString(CultureInfo.InvariantCulture),
        ["started"] = Started,
        ["machine"] = Environment.MachineName,
    };

    /// <summary>True only when it is certain. A process that ended and was not reaped yet is dead.</summary>
    public bool IsDead(HostIdentity observer) =>
        Boot == observer.Boot
        && Namespace == observer.Namespace
        && observer.Started.Length > 0
        && (Fields(ProcessId) is not { } fields || fields[StartField] != Started || fields[StateField] is "Z" or "X");

    private static string[]? Fields(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
