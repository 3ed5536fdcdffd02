namespace CloudWorkspaces.Local.ShareMount.Tree;

/// <summary>A file or folder that the kernel knows by a number. Its name and place change only under the tree's lock.</summary>
internal sealed class Node(ulong id, ulong inode, bool isFolder)
{
    public ulong Id => id;

    /// <summary>Tells a file from another one that has taken its name.</summary>
    public ulong Inode => inode;

    public bool IsFolder => isFolder;

    /// <summary>Null for the root, and for what was removed while the kernel still knows it.</summary>
    public Node? Parent { get; set; }

    public string Name { get; set; } = "";

    /// <summary>How often the kernel was told of it and has not said that it forgot.</summary>
    public ulong Mentions { get; set; }

    public Dictionary<string, Node> Children { get; } = [];

    /// <summary>Descriptors by which it can be reached once it has no name any more.</summary>
    public List<int> OpenFiles { get; } = [];
}
