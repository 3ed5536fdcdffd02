namespace CloudWorkspaces.Local.ShareMount.Tree;

/// <summary>
/// What the kernel knows of the share: a tree of names. Renaming a folder moves all that is in it. Names that others
/// change in the share need no care: the kernel asks anew each time, and finds what has the name by then.
/// </summary>
internal sealed class NodeTree(string root)
{
    public const ulong RootId = 1;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, Node> _nodes = new() { [RootId] = new Node(RootId, 0, isFolder: true) { Mentions = 1 } };
    private ulong _last = RootId;

    public Node? Find(ulong id)
    {
        lock (_lock)
        {
            return _nodes.GetValueOrDefault(id);
        }
    }

    /// <summary>Where it is, or null if it has no name any more.</summary>
    public string? PathOf(ulong id, string? name = null)
    {
        lock (_lock)
        {
            var names = new Stack<string>();
            if (name is not null)
            {
                names.Push(name);
            }

            var node = _nodes.GetValueOrDefault(id);
            while (node is { Id: not RootId })
            {
                names.Push(node.Name);
                node = node.Parent;
            }

            return node is null ? null : string.Join('/', names.Prepend(root));
        }
    }

    /// <summary>The node of what was found under a name; another one than before if it is another file.</summary>
    public Node Mention(ulong parentId, string name, ulong inode, bool isFolder)
    {
        lock (_lock)
        {
            var parent = _nodes.GetValueOrDefault(parentId);
            var node = parent?.Children.GetValueOrDefault(name);
            if (node is null || node.Inode != inode || node.IsFolder != isFolder)
            {
                Detach(node);
                node = _nodes[++_last] = new Node(_last, inode, isFolder);
                Attach(node, parent, name);
            }

            node.Mentions++;
            return node;
        }
    }

    public void Forget(ulong id, ulong mentions)
    {
        lock (_lock)
        {
            if (id != RootId && _nodes.GetValueOrDefault(id) is { } node)
            {
                node.Mentions -= Math.Min(mentions, node.Mentions);
                DropIfUnknown(node);
            }
        }
    }

    public void Remove(ulong parentId, string name)
    {
        lock (_lock)
        {
            Detach(_nodes.GetValueOrDefault(parentId)?.Children.GetValueOrDefault(name));
        }
    }

    public void Move(ulong fromId, string from, ulong toId, string to)
    {
        lock (_lock)
        {
            var target = _nodes.GetValueOrDefault(toId);
            var node = _nodes.GetValueOrDefault(fromId)?.Children.GetValueOrDefault(from);
            if (node == target?.Children.GetValueOrDefault(to))
            {
                return;
            }

            Detach(target?.Children.GetValueOrDefault(to));
            Detach(node);
            if (node is not null)
            {
                Attach(node, target, to);
            }
        }
    }

    public void Opened(Node node, int file)
    {
        lock (_lock)
        {
            node.OpenFiles.Add(file);
        }
    }

    public void Closed(Node node, int file)
    {
        lock (_lock)
        {
            node.OpenFiles.Remove(file);
            DropIfUnknown(node);
        }
    }

    /// <summary>Null if nobody has it open.</summary>
    public BorrowedFile? Borrow(ulong id)
    {
        lock (_lock)
        {
            return _nodes.GetValueOrDefault(id) is { OpenFiles: [var file, ..] } && Linux.Duplicate(file) is var own and >= 0
                ? new BorrowedFile(own)
                : null;
        }
    }

    private static void Attach(Node node, Node? parent, string name)
    {
        (node.Parent, node.Name) = (parent, name);
        parent?.Children[name] = node;
    }

    private void Detach(Node? node)
    {
        if (node?.Parent is { } parent)
        {
            parent.Children.Remove(node.Name);
            node.Parent = null;
            DropIfUnknown(parent);
        }
    }

    private void DropIfUnknown(Node node)
    {
        if (node is { Id: not RootId, Mentions: 0, Children.Count: 0, OpenFiles.Count: 0 })
        {
            _nodes.Remove(node.Id);
            Detach(node);
        }
    }
}
