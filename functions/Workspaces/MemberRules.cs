using CloudWorkspaces.Identity;

namespace CloudWorkspaces.Workspaces;

/// <summary>What may not happen to the members of a workspace.</summary>
internal static class MemberRules
{
    /// <summary>Whether a change takes away the only owner.</summary>
    /// <param name="members">As they are.</param>
    /// <param name="user">Whose role changes.</param>
    /// <param name="role">The new one; null for none.</param>
    public static bool TakesLastOwner(IReadOnlyCollection<Member> members, string user, WorkspaceRole? role) =>
        role is not WorkspaceRole.Owner &&
        members.Where(member => member.Role is WorkspaceRole.Owner).Select(member => member.User).ToList() is [var only] &&
        only == user;
}
