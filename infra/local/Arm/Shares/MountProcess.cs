using System.Diagnostics;
using System.Runtime.InteropServices;
using CloudWorkspaces.Local.Arm.Network;

namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>
/// Starts the process behind a mount, which ends when the share is unmounted and no container has it any more. It has a
/// session of its own and none of this process's descriptors, so that it outlives the emulator however that ends.
/// </summary>
internal static class MountProcess
{
    private const string Program = "CloudWorkspaces.Local.ShareMount.dll";
    private const string Script = """exec setsid "$@" >>"$LOG" 2>&1 </dev/null""";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns once the share is mounted. Throws IOException.</summary>
    public static async Task StartAsync(string content, string mountPoint, string log, TimeProvider time)
    {
        var program = Path.Combine(AppContext.BaseDirectory, Program);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", Dotnet(), program, content, mountPoint]);
        start.Environment["LOG"] = log;
        using var process = Process.Start(start)!;
        for (var since = time.GetTimestamp(); !IsAlive(mountPoint);)
        {
            if (process.HasExited)
            {
                throw new IOException($"The mount ended with {process.ExitCode}: {LastLine(log)}");
            }

            if (time.GetElapsedTime(since) > Deadline)
            {
                process.Kill();
                throw new IOException($"The mount did not come within {Deadline.TotalSeconds} s; see {log}");
            }

            await Task.Delay(Interval, time);
        }
    }

    /// <summary>False if nothing is mounted there, or only what a process that is gone has left behind.</summary>
    public static bool IsAlive(string mountPoint) =>
        MountTable.Below(Path.GetDirectoryName(mountPoint)!).Contains(mountPoint) &&
        Libc.GetAccess(mountPoint, Libc.Exists) == 0;

    private static string Dotnet()
    {
        var own = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        return File.Exists(own) ? own : "dotnet";
    }

    private static string LastLine(string log) => File.Exists(log) ? File.ReadLines(log).LastOrDefault("") : "";
}
