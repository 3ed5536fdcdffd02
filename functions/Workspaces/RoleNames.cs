using CloudWorkspaces.Identity;

namespace CloudWorkspaces.Workspaces;

/// <summary>Roles as the API writes them.</summary>
internal static class RoleNames
{
    public static string All => string.Join(", ", Enum.GetValues<WorkspaceRole>().Select(Of));

    public static string Of(WorkspaceRole role) => role.ToString().ToLowerInvariant();

    public static bool TryParse(string? text, out WorkspaceRole role)
    {
        role = Enum.GetValues<WorkspaceRole>().FirstOrDefault(known => Of(known) == text);
        return Of(role) == text;
    }
}
