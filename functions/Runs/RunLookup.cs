using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Runs;

/// <summary>Finds the run that an address names.</summary>
public sealed class RunLookup(IWorkspaces workspaces, IRunStore store)
{
    /// <exception cref="ProblemException">404: the workspace or the run does not exist.</exception>
    internal async Task<RunRecord> GetAsync(string ws, string id, CancellationToken cancellationToken)
    {
        var workspace = await workspaces.GetAsync(ws, cancellationToken);
        var run = RunId.TryParse(id, out var runId)
            ? await store.FindAsync(workspace.Name.Value, runId, cancellationToken)
            : null;
        return run ?? throw Missing(ws, id);
    }

    internal static ProblemException Missing(string ws, string id) =>
        new(Problems.NotFound($"There is no run '{id}' in workspace '{ws}'."));
}
