namespace CloudWorkspaces.Workspaces;

/// <summary>
/// What a feature keeps for a workspace, such as files or secrets: removed with it, when everything has stopped and the
/// grace period is over.
/// </summary>
public interface IWorkspaceContent
{
    /// <summary>Idempotent; what fails is tried again.</summary>
    Task RemoveAsync(Workspace workspace, CancellationToken cancellationToken);
}
