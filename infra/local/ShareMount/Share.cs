using CloudWorkspaces.Local.ShareMount.Protocol;
using CloudWorkspaces.Local.ShareMount.Tree;

namespace CloudWorkspaces.Local.ShareMount;

/// <summary>
/// The folder behind a mount. All in it belongs to root and may be used by everyone; of a file's mode only whether anyone
/// may write it is kept, which is SMB's read-only attribute.
/// </summary>
internal sealed class Share(string folder)
{
    private const uint Everything = 0x1ff;
    private const uint ReadAndRun = 0x16d;

    public NodeTree Tree { get; } = new(folder);

    public string Folder => folder;

    /// <summary>Held for reading while a path is in use, and for writing while names move.</summary>
    public ReaderWriterLockSlim Names { get; } = new();

    /// <summary>What has the path. Links and devices that others made in the folder are as if they were not there.</summary>
    public static int Look(string path, out FileStatus status)
    {
        var error = Linux.ErrorOf(
            Linux.GetStatus(Linux.CurrentFolder, path, Linux.NoFollow, FileStatus.Basic, out status));
        return error == 0 && !status.IsFile && !status.IsFolder ? Errno.NoEntry : error;
    }

    public static int Look(int file, out FileStatus status) =>
        Linux.ErrorOf(Linux.GetStatus(file, "", Linux.EmptyPath, FileStatus.Basic, out status));

    /// <summary>What is told of it.</summary>
    public static Attributes Describe(in FileStatus status) => new()
    {
        Inode = status.Inode,
        Size = status.Size,
        Blocks = status.Blocks,
        Accessed = (ulong)status.Accessed.Seconds,
        AccessedNanoseconds = status.Accessed.Nanoseconds,
        Modified = (ulong)status.Modified.Seconds,
        ModifiedNanoseconds = status.Modified.Nanoseconds,
        Changed = (ulong)status.Changed.Seconds,
        ChangedNanoseconds = status.Changed.Nanoseconds,
        Mode = (status.Mode & (uint)FileStatus.KindMask) | (status.IsReadOnly ? ReadAndRun : Everything),
        Links = status.IsFolder ? 2u : 1u,
        BlockSize = status.BlockSize,
    };

    /// <summary>Tells the kernel of what was found or made under a name.</summary>
    public Node Mention(ulong parent, string name, in FileStatus status, ref Answer answer)
    {
        var node = Tree.Mention(parent, name, status.Inode, status.IsFolder);
        answer.Put(new EntryAnswer { Node = node.Id, Attributes = Describe(status) });
        return node;
    }
}
