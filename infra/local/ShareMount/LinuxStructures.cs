using System.Runtime.InteropServices;

namespace CloudWorkspaces.Local.ShareMount;

/// <summary>struct statx.</summary>
[StructLayout(LayoutKind.Sequential, Size = 256)]
internal struct FileStatus
{
    /// <summary>Type, mode, links, owner, times, inode, size and blocks.</summary>
    public const uint Basic = 0x7ff;

    public const ushort KindMask = 0xf000;
    public const ushort Folder = 0x4000;
    public const ushort File = 0x8000;
    public const ushort WriteBits = 0x92;

    public uint Mask;
    public uint BlockSize;
    public ulong Attributes;
    public uint Links;
    public uint User;
    public uint Group;
    public ushort Mode;
    private readonly ushort _spare;
    public ulong Inode;
    public ulong Size;
    public ulong Blocks;
    public ulong AttributesMask;
    public StatusTime Accessed;
    public StatusTime Born;
    public StatusTime Changed;
    public StatusTime Modified;

    public readonly bool IsFolder => (Mode & KindMask) == Folder;

    public readonly bool IsFile => (Mode & KindMask) == File;

    public readonly bool IsReadOnly => IsFile && (Mode & WriteBits) == 0;
}

/// <summary>struct statx_timestamp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct StatusTime
{
    public long Seconds;
    public uint Nanoseconds;
    private readonly int _spare;
}

/// <summary>struct timespec.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    public long Seconds;
    public long Nanoseconds;
}

/// <summary>struct statfs on 64-bit machines.</summary>
[StructLayout(LayoutKind.Sequential, Size = 120)]
internal struct FileSystemStatus
{
    public long Kind;
    public long BlockSize;
    public ulong Blocks;
    public ulong FreeBlocks;
    public ulong AvailableBlocks;
    public ulong Files;
    public ulong FreeFiles;
    private readonly ulong _id;
    public long LongestName;
    public long FragmentSize;
}

/// <summary>The head of struct dirent; the name follows.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct FolderRecord
{
    public const byte Folder = 4;
    public const byte File = 8;
    public const byte Unknown = 0;

    public ulong Inode;
    public long Offset;
    public ushort Length;
    public byte Kind;
    public byte FirstOfName;
}
