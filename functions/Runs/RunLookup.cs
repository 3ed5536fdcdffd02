using System.Globalization;
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
    /// <exception cref="ProblemException">404: no such run or attempt. 400: it is not a number.</exception>
    internal async Task<RunRecord> GetAttemptAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var run = await GetAsync(request, id, cancellationToken);
        if (request.Query["attempt"] is not [{ } text])
        {
            return run;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) || attempt < 1)
        {
            throw new ProblemException(Problems.InvalidRequest(new Dictionary<string, string[]>
            {
                ["attempt"] = ["must be the number of an attempt, from 1."],
            }));
        }

        return attempt <= run.Attempt
            ? run with { Attempt = attempt }
            : throw new ProblemException(Problems.NotFound($"Run '{run.Id}' is at attempt {run.Attempt}."));
    }

    internal static ProblemException Missing(string ws, string id) =>
        new(Problems.NotFound($"There is no run '{id}' in workspace '{ws}'."));
}
