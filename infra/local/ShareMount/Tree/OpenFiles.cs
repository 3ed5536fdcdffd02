using System.Collections.Concurrent;

namespace CloudWorkspaces.Local.ShareMount.Tree;

/// <summary>Files that are open in the share, by the number that the kernel has for them: the descriptor.</summary>
internal sealed class OpenFiles(NodeTree tree)
{
    private readonly ConcurrentDictionary<ulong, Node> _nodes = new();

    public ulong Add(Node node, int file)
    {
        _nodes[(ulong)file] = node;
        tree.Opened(node, file);
        return (ulong)file;
    }

    public void Close(ulong handle)
    {
        if (_nodes.TryRemove(handle, out var node))
        {
            tree.Closed(node, (int)handle);
            _ = Linux.Close((int)handle);
        }
    }
}
