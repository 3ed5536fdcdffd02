using CloudWorkspaces.Identity;

namespace CloudWorkspaces.Workspaces;

/// <summary>The workspace of a request, and what its caller may do in it.</summary>
public sealed record WorkspaceGrant(Workspace Workspace, WorkspaceRole Role);
