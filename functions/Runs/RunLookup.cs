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

    /// <summary>As the attempt of the parameter <c>attempt</c>, whose results it then names; the last one without it.</summary>
    /// <param name="request">Its address names the run.</param>
    /// <param name="id">Of the run.</param>
    /// <param name="read">Takes the other parameters; null where there are none.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="ProblemException">404: no such run or attempt. 400: the query is wrong.</exception>
    internal async Task<RunRecord> GetAttemptAsync(
        HttpRequest request, string id, CancellationToken cancellationToken, Action<RequestQuery>? read = null)
    {
        var run = await GetAsync(request, id, cancellationToken);
        RequestErrors errors = new();
        RequestQuery query = new(request.Query, errors);
        var attempt = query.Integer("attempt", 1, int.MaxValue) ?? run.Attempt;
        read?.Invoke(query);
        query.RefuseOthers();
        errors.ThrowIfAny();
        return attempt <= run.Attempt
            ? run with { Attempt = attempt }
            : throw new ProblemException(Problems.NotFound($"Run '{run.Id}' is at attempt {run.Attempt}."));
    }

    internal static ProblemException Missing(string ws, string id) =>
        new(Problems.NotFound($"There is no run '{id}' in workspace '{ws}'."));
}
