namespace CloudWorkspaces.Identity;

/// <summary>What a member may do in a workspace; each role may all that the ones before it may.</summary>
public enum WorkspaceRole
{
    /// <summary>Reads everything but secrets.</summary>
    Viewer,

    /// <summary>Writes files, starts and stops runs and sessions.</summary>
    Contributor,

    /// <summary>Changes the workspace, its members, mounts and secrets, and deletes it.</summary>
    Owner,
}
