namespace CloudWorkspaces.Local.ShareMount.Protocol;

/// <summary>What the kernel can ask for, by its numbers in linux/fuse.h.</summary>
internal enum Operation : uint
{
    Lookup = 1,
    Forget = 2,
    GetAttributes = 3,
    SetAttributes = 4,
    SymbolicLink = 6,
    MakeNode = 8,
    MakeFolder = 9,
    RemoveFile = 10,
    RemoveFolder = 11,
    Rename = 12,
    Link = 13,
    Open = 14,
    Read = 15,
    Write = 16,
    FileSystemStatus = 17,
    Release = 18,
    Synchronize = 20,
    Initialize = 26,
    OpenFolder = 27,
    ReadFolder = 28,
    ReleaseFolder = 29,
    SynchronizeFolder = 30,
    Create = 35,
    Interrupt = 36,
    Destroy = 38,
    ForgetMany = 42,
    RenameWithFlags = 45,
}
