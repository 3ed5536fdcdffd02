namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>What a container group was paid for. The names are stored: never change one.</summary>
public enum CostKind
{
    Run,
    Session,
}
