using System.Runtime.InteropServices;
using CloudWorkspaces.Agent.Processes;
using Microsoft.Win32.SafeHandles;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>
/// Opens files that user code has made, for a process that may read everything: nothing but a regular file that is
/// where its path says, as a link on the way would lead elsewhere.
/// </summary>
internal static partial class OwnFile
{
    private const int ReadOnly = 0x0;
    private const int NonBlocking = 0x800;
    private const int NoFollow = 0x20000;
    private const int CloseOnExec = 0x80000;

    /// <summary>Null when there is no such file, or it is not what may be read.</summary>
    public static FileStream? TryOpen(string path)
    {
        var handle = new SafeFileHandle(Open(path, ReadOnly | NonBlocking | NoFollow | CloseOnExec, 0), ownsHandle: true);
        if (handle.IsInvalid)
        {
            handle.Dispose();
            return null;
        }

        var real = File.ResolveLinkTarget($"/proc/self/fd/{handle.DangerousGetHandle()}", returnFinalTarget: false);
        if (real?.FullName == Path.GetFullPath(path) && FileFacts.Of(handle) is { IsRegular: true })
        {
            return new FileStream(handle, FileAccess.Read, bufferSize: 0);
        }

        handle.Dispose();
        return null;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags, uint mode);
}
