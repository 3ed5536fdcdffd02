using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CloudWorkspaces.Local.Arm.Network;

/// <summary>The few Linux calls that .NET has no API for. Numbers are the kernel's, the same on x64 and arm64.</summary>
internal static partial class Libc
{
    public const int CloneNewNet = 0x40000000;
    public const ulong MountBind = 4096;
    public const int UnmountDetach = 2;
    public const int Exists = 0;
    public const short PollIn = 1;
    public const int ResourceNumberOfProcesses = 6;
    public const int ResourceOpenFiles = 7;

    private const int NonBlocking = 2048;
    private const long PidFdOpenCall = 434;

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    public static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    public static partial int SetNamespace(int descriptor, int kind);

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Mount(string source, string target, string? kind, ulong flags, nint data);

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unmount(string target, int flags);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetAccess(string path, int mode);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request, ref byte argument);

    /// <summary>A counter in the kernel that others can add to and that one can wait for. Reading empties it.</summary>
    public static SafeFileHandle NewEventCounter() =>
        new(Checked(EventDescriptor(0, NonBlocking), "An event descriptor cannot be made"), ownsHandle: true);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafeFileHandle descriptor, out ulong counter, nuint size = sizeof(ulong));

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileHandle descriptor, in ulong counter, nuint size = sizeof(ulong));

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll([In, Out] PollItem[] items, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    public static partial int GetLimit(int resource, out Limit limit);

    /// <summary>A descriptor that becomes readable when the process ends; -1 if it is gone already.</summary>
    public static int OpenProcess(int processId) => (int)SystemCall(PidFdOpenCall, processId, 0);

    /// <summary>Throws what errno says if <paramref name="result"/> is negative.</summary>
    public static int Checked(int result, string what) => result >= 0
        ? result
        : throw new IOException($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventDescriptor(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, long first, long second);

    [StructLayout(LayoutKind.Sequential)]
    public struct PollItem
    {
        public int Descriptor;
        public short Events;
        public short Seen;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
