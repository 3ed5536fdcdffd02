using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Runs;

/// <summary>Finds the run that an address names.</summary>
public sealed class RunLookup(IRunStore store)
{
    /// <exception cref="ProblemException">404: the run does not exist.</exception>
    internal async Task<RunRecord> GetAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var workspace = request.Workspace().Name.Value;
        var run = RunId.TryParse(id, out var runId)
            ? await store.FindAsync(workspace, runId, cancellationToken)
            : null;
        return run ?? throw Missing(workspace, id);
    }

    internal static ProblemException Missing(string ws, string id) =>
        new(Problems.NotFound($"There is no run '{id}' in workspace '{ws}'."));
}
