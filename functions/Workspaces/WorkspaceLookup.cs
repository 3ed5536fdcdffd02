using CloudWorkspaces.Http;

namespace CloudWorkspaces.Workspaces;

internal static class WorkspaceLookup
{
    /// <exception cref="ProblemException">404: there is no such workspace.</exception>
    public static async Task<Workspace> GetAsync(
        this IWorkspaces workspaces, string name, CancellationToken cancellationToken) =>
        (WorkspaceName.TryParse(name, out var parsed) ? await workspaces.FindAsync(parsed, cancellationToken) : null) ??
        throw new ProblemException(Problems.NotFound($"There is no workspace '{name}'."));
}
