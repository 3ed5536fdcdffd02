using System.Runtime.InteropServices;

namespace CloudWorkspaces.Local.ShareMount.Protocol;

[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct AnswerHeader
{
    public uint Length;
    public int NegativeError;
    public ulong Id;
}

[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct InitializeAnswer
{
    public const uint AsyncRead = 1 << 0;
    public const uint TruncateByOpening = 1 << 3;
    public const uint BigWrites = 1 << 5;
    public const uint InvalidateChangedData = 1 << 12;
    public const uint ParallelFolders = 1 << 18;
    public const uint HandleKillPrivileges = 1 << 19;
    public const uint MaxPagesGiven = 1 << 22;

    public uint Major;
    public uint Minor;
    public uint ReadAhead;
    public uint Flags;
    public ushort MaxBackground;
    public ushort CongestionThreshold;
    public uint MaxWrite;
    public uint TimeGranularity;
    public ushort MaxPages;
}

[StructLayout(LayoutKind.Sequential, Size = 88)]
internal struct Attributes
{
    public ulong Inode;
    public ulong Size;
    public ulong Blocks;
    public ulong Accessed;
    public ulong Modified;
    public ulong Changed;
    public uint AccessedNanoseconds;
    public uint ModifiedNanoseconds;
    public uint ChangedNanoseconds;
    public uint Mode;
    public uint Links;
    public uint User;
    public uint Group;
    public uint Device;
    public uint BlockSize;
}

/// <summary>
/// Times for which the kernel may keep what it was told stay 0, so that it asks each time and sees at once what others
/// changed in the share.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct EntryAnswer
{
    public ulong Node;
    public ulong Generation;
    private readonly ulong _entrySeconds;
    private readonly ulong _attributesSeconds;
    private readonly uint _entryNanoseconds;
    private readonly uint _attributesNanoseconds;
    public Attributes Attributes;
}

/// <summary>With no time to keep it either.</summary>
[StructLayout(LayoutKind.Sequential, Size = 104)]
internal struct AttributesAnswer
{
    private readonly ulong _seconds;
    private readonly ulong _nanosecondsAndSpare;
    public Attributes Attributes;
}

[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct OpenAnswer
{
    public ulong Handle;
    public uint Flags;
}

[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct WriteAnswer
{
    public uint Size;
}

[StructLayout(LayoutKind.Sequential, Size = 80)]
internal struct FileSystemAnswer
{
    public ulong Blocks;
    public ulong FreeBlocks;
    public ulong AvailableBlocks;
    public ulong Files;
    public ulong FreeFiles;
    public uint BlockSize;
    public uint LongestName;
    public uint FragmentSize;
}

/// <summary>Before each name of a folder, which is padded to eight bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 24)]
internal struct FolderEntryHeader
{
    public ulong Inode;
    public ulong NextOffset;
    public uint NameLength;
    public uint Kind;
}
