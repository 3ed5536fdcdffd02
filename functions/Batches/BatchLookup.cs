using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Batches;

/// <summary>Finds the batch that an address names.</summary>
public sealed class BatchLookup(BatchStore store)
{
    /// <exception cref="ProblemException">404: the batch does not exist.</exception>
    internal async Task<BatchRecord> GetAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var workspace = request.Workspace().Name.Value;
        var batch = RunId.TryParse(id, out var parsed)
            ? await store.FindAsync(workspace, parsed, cancellationToken)
            : null;
        return batch ?? throw new ProblemException(Problems.NotFound($"There is no batch '{id}' in workspace '{workspace}'."));
    }
}
