using System.Runtime.InteropServices;
using CloudWorkspaces.Local.ShareMount;
using Microsoft.Win32.SafeHandles;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>System calls on what is in a share. The kernel itself sees to it that no path leads out, by links or otherwise.</summary>
internal static partial class Beneath
{
    public const int PathOnly = 0x200000;

    private const long OpenCall = 437;
    private const ulong StayBeneath = 0x08;
    private const ulong NoLinks = 0x04 | 0x02;
    private const ulong Mode = 0x1b6;
    private const int PunchHole = 0x02 | 0x01;
    private const int SeekData = 3;
    private const int SeekHole = 4;

    /// <summary>The opened file or folder; null, with the error's number, if it cannot be opened.</summary>
    public static SafeFileHandle? Open(SafeFileHandle folder, string path, int flags, out int error) =>
        Open(folder, path, flags, 0, out error);

    /// <summary>Makes an empty file, or empties the one that there is.</summary>
    public static SafeFileHandle? Create(SafeFileHandle folder, string name, out int error) =>
        Open(folder, name, Linux.ReadWrite | Linux.Create | Linux.Truncate, Mode, out error);

    private static SafeFileHandle? Open(SafeFileHandle folder, string path, int flags, ulong mode, out int error)
    {
        var how = new OpenHow { Flags = (ulong)(flags | Linux.CloseOnExec), Mode = mode, Resolve = StayBeneath | NoLinks };
        var held = false;
        try
        {
            folder.DangerousAddRef(ref held);
            var file = Call(OpenCall, (int)folder.DangerousGetHandle(), path, ref how, (nuint)Marshal.SizeOf<OpenHow>());
            error = Linux.ErrorOf(file);
            return error == 0 ? new SafeFileHandle((nint)file, ownsHandle: true) : null;
        }
        finally
        {
            if (held)
            {
                folder.DangerousRelease();
            }
        }
    }

    /// <summary>Null if there is no such folder.</summary>
    public static SafeFileHandle? OpenRoot(string path)
    {
        var folder = Linux.Open(path, PathOnly | Linux.CloseOnExec, 0);
        return folder < 0 ? null : new SafeFileHandle(folder, ownsHandle: true);
    }

    /// <summary>Makes the range read as zeros, and takes no room for it.</summary>
    public static int Clear(SafeFileHandle file, long offset, long length) =>
        Linux.ErrorOf(Allocate(file, PunchHole, offset, length));

    /// <summary>The parts between <paramref name="from"/> and <paramref name="end"/> that are no holes, in order.</summary>
    public static IEnumerable<ByteRange> Written(SafeFileHandle file, long from, long end)
    {
        while (from < end && Seek(file, from, SeekData) is var start and >= 0 && start < end &&
            Seek(file, start, SeekHole) is var hole && hole > start)
        {
            from = Math.Min(hole, end);
            yield return new ByteRange(start, from - 1);
        }
    }

    public static byte[]? GetAttribute(string path, string name, int largest)
    {
        var buffer = new byte[largest];
        var size = GetAttribute(path, name, buffer, (nuint)buffer.Length);
        return size < 0 ? null : buffer[..(int)size];
    }

    public static int SetAttribute(string path, string name, byte[] value) =>
        Linux.ErrorOf(SetAttribute(path, name, value, (nuint)value.Length, 0));

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial long Call(long number, long folder, string path, ref OpenHow how, nuint size);

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    private static partial int Allocate(SafeFileHandle file, int mode, long offset, long length);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    private static partial long Seek(SafeFileHandle file, long offset, int whence);

    [LibraryImport("libc", EntryPoint = "lgetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetAttribute(string path, string name, [Out] byte[] value, nuint size);

    [LibraryImport("libc", EntryPoint = "lsetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetAttribute(string path, string name, byte[] value, nuint size, int flags);

    /// <summary>struct open_how.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }
}
