using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CloudWorkspaces.Agent.Processes;

/// <summary>Tells regular files from links, pipes and devices, which the agent as root must not read for a user.</summary>
internal static unsafe partial class FileKind
{
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint TypeAndMode = 0x3;
    private const int ModeOffset = 28;
    private const int FormatMask = 0xF000;
    private const int Regular = 0x8000;

    public static bool IsRegular(string path)
    {
        Span<byte> buffer = stackalloc byte[256];
        return Statx(CurrentFolder, path, NoFollow, TypeAndMode, buffer) == 0 &&
            (BinaryPrimitives.ReadUInt16LittleEndian(buffer[ModeOffset..]) & FormatMask) == Regular;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> buffer);
}
