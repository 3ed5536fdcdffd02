namespace CloudWorkspaces.Workspaces;

/// <summary>What a feature keeps for workspaces: every registered one is removed with the workspace's storage.</summary>
public interface IWorkspaceHoldings
{
    /// <summary>Removes everything of a workspace that is gone for good. Idempotent.</summary>
    Task RemoveAsync(string workspace, CancellationToken cancellationToken);
}
