namespace CloudWorkspaces.Runs.Admission;

/// <summary>
/// Names an admission queue. A run takes its place in its workspace's queue first and in its placement's queue after
/// that, so no two runs ever wait for each other.
/// </summary>
public sealed record QueueKey
{
    private const char Separator = ':';

    private QueueKey(QueueKind kind, string name) => (Kind, Name) = (kind, name);

    public QueueKind Kind { get; }

    public string Name { get; }

    /// <summary>The partition that holds the queue: a slash is not allowed in a table's keys.</summary>
    internal string Partition => $"{(Kind is QueueKind.Workspace ? "workspace" : "placement")}{Separator}{Name}";

    public static QueueKey Workspace(string workspace) => new(QueueKind.Workspace, workspace);

    public static QueueKey Placement(string name) => new(QueueKind.Placement, name);

    internal static QueueKey FromPartition(string partition)
    {
        var at = partition.IndexOf(Separator, StringComparison.Ordinal);
        return partition[..at] is "workspace" ? Workspace(partition[(at + 1)..]) : Placement(partition[(at + 1)..]);
    }

    public override string ToString() => Partition;
}
