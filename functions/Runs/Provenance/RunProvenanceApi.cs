using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Runs.Provenance;

/// <summary><c>/api/workspaces/{ws}/runs/{id}/provenance</c>: what exactly was executed, with what.</summary>
public sealed class RunProvenanceApi(RunLookup runs, ProvenanceReader provenance)
{
    [Function("RunProvenance")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/workspaces/{ws}/runs/{id}/provenance")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var run = await runs.GetAttemptAsync(request, id, cancellationToken);
        request.HttpContext.Response.Headers.ContentDisposition = $"inline; filename=\"{run.Id}.provenance.json\"";
        return ApiJson.Result(await provenance.ReadAsync(run, cancellationToken));
    }
}
