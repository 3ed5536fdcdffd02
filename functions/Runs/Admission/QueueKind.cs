namespace CloudWorkspaces.Runs.Admission;

/// <summary>What a queue protects: a workspace's share, or the capacity of a placement.</summary>
public enum QueueKind
{
    Workspace,
    Placement,
}
