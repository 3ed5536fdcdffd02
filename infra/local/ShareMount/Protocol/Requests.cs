using System.Runtime.InteropServices;

namespace CloudWorkspaces.Local.ShareMount.Protocol;

// The kernel's structures of linux/fuse.h, member by member; what this file system has no use for is called spare.

[StructLayout(LayoutKind.Sequential, Size = 40)]
internal struct RequestHeader
{
    public uint Length;
    public Operation Operation;
    public ulong Id;
    public ulong Node;
    public uint User;
    public uint Group;
    public uint Process;
}

[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct InitializeRequest
{
    public uint Major;
    public uint Minor;
    public uint ReadAhead;
    public uint Flags;
}

[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct GetAttributesRequest
{
    public const uint HasHandle = 1;

    public uint Flags;
    private readonly uint _spare;
    public ulong Handle;
}

[StructLayout(LayoutKind.Sequential, Size = 88)]
internal struct SetAttributesRequest
{
    public const uint HasMode = 1;
    public const uint HasSize = 8;
    public const uint HasAccessed = 16;
    public const uint HasModified = 32;
    public const uint HasHandle = 64;
    public const uint AccessedNow = 128;
    public const uint ModifiedNow = 256;

    public uint Valid;
    private readonly uint _spare;
    public ulong Handle;
    public ulong Size;
    private readonly ulong _lockOwner;
    public ulong Accessed;
    public ulong Modified;
    public ulong Changed;
    public uint AccessedNanoseconds;
    public uint ModifiedNanoseconds;
    public uint ChangedNanoseconds;
    public uint Mode;
}

[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct OpenRequest
{
    public int Flags;
}

[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct CreateRequest
{
    public int Flags;
    public uint Mode;
}

[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct MakeFolderRequest
{
    public uint Mode;
}

[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct RenameRequest
{
    public ulong NewFolder;
}

[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct RenameWithFlagsRequest
{
    public ulong NewFolder;
    public uint Flags;
}

/// <summary>Of both reading and writing.</summary>
[StructLayout(LayoutKind.Sequential, Size = 40)]
internal struct TransferRequest
{
    public ulong Handle;
    public long Offset;
    public uint Size;
}

/// <summary>Of requests that concern an open file or folder and nothing more.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct HandleRequest
{
    public ulong Handle;
}

[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct ForgetRequest
{
    public ulong Count;
}

[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct ForgetManyRequest
{
    public uint Count;
}

[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct ForgetOne
{
    public ulong Node;
    public ulong Count;
}
