using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Sessions;

/// <summary>Finds the session that an address names.</summary>
public sealed class SessionLookup(IWorkspaces workspaces, ISessionStore store)
{
    /// <exception cref="ProblemException">404: the workspace or the session does not exist.</exception>
    internal async Task<(Workspace Workspace, SessionRecord Session)> GetAsync(
        string ws, string id, CancellationToken cancellationToken)
    {
        var workspace = await workspaces.GetAsync(ws, cancellationToken);
        var session = RunId.TryParse(id, out var sessionId)
            ? await store.FindAsync(workspace.Name.Value, sessionId, cancellationToken)
            : null;
        return (workspace, session ?? throw Missing(ws, id));
    }

    internal static ProblemException Missing(string ws, string id) =>
        new(Problems.NotFound($"There is no session '{id}' in workspace '{ws}'."));
}
