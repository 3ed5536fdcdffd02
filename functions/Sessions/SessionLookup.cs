using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Sessions;

/// <summary>Finds the session that an address names.</summary>
public sealed class SessionLookup(ISessionStore store)
{
    /// <exception cref="ProblemException">404: the session does not exist.</exception>
    internal async Task<(Workspace Workspace, SessionRecord Session)> GetAsync(
        HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var workspace = request.Workspace();
        var session = RunId.TryParse(id, out var sessionId)
            ? await store.FindAsync(workspace.Name.Value, sessionId, cancellationToken)
            : null;
        return (workspace, session ?? throw Missing(workspace.Name.Value, id));
    }

    internal static ProblemException Missing(string ws, string id) =>
        new(Problems.NotFound($"There is no session '{id}' in workspace '{ws}'."));
}
