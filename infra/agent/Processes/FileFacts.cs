using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CloudWorkspaces.Agent.Processes;

/// <summary>What statx tells of a file, without following a link at its end. Times in nanoseconds since 1970.</summary>
internal readonly unsafe partial record struct FileFacts(bool IsRegular, long Size, long ModifiedOn, long ChangedOn)
{
    /// <summary>The user's id.</summary>
    public uint Owner { get; init; }

    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint Wanted = 0x1 | 0x2 | 0x8 | 0x40 | 0x80 | 0x200;
    private const int FormatMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>Null when there is no such file.</summary>
    public static FileFacts? Of(string path) => Read(CurrentFolder, path, NoFollow);

    public static FileFacts? Of(SafeHandle file) => Read((int)file.DangerousGetHandle(), "", EmptyPath);

    private static FileFacts? Read(int folder, string path, int flags)
    {
        Span<byte> buffer = stackalloc byte[256];
        return Statx(folder, path, flags, Wanted, buffer) == 0
            ? new(
                (BinaryPrimitives.ReadUInt16LittleEndian(buffer[28..]) & FormatMask) == Regular,
                BinaryPrimitives.ReadInt64LittleEndian(buffer[40..]),
                Nanoseconds(buffer[112..]),
                Nanoseconds(buffer[96..]))
            {
                Owner = BinaryPrimitives.ReadUInt32LittleEndian(buffer[20..]),
            }
            : null;
    }

    private static long Nanoseconds(ReadOnlySpan<byte> time) =>
        (BinaryPrimitives.ReadInt64LittleEndian(time) * 1_000_000_000) + BinaryPrimitives.ReadUInt32LittleEndian(time[8..]);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> buffer);
}
