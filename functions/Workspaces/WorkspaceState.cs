namespace CloudWorkspaces.Workspaces;

/// <summary>From creation to removal.</summary>
public enum WorkspaceState
{
    /// <summary>Its storage is being made.</summary>
    Creating,

    Active,

    /// <summary>It has been stopped, and can be restored until its grace period is over.</summary>
    Deleting,

    /// <summary>Its storage is being removed.</summary>
    Removing,

    /// <summary>It is gone; its name is not given again.</summary>
    Removed,
}
