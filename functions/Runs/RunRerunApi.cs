using CloudWorkspaces.Containers;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.Idempotency;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs;

/// <summary><c>/api/workspaces/{ws}/runs/{id}/rerun</c>: the same again, or with changes.</summary>
public sealed class RunRerunApi(
    RunLookup runs, RunRerun rerun, IWorkspaceUsage usage, RunIntake intake, ComputeChecks compute)
{
    [Function("RunRerun")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Rerun(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/workspaces/{ws}/runs/{id}/rerun")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellationToken)
    {
        var workspace = request.Workspace();
        var earlier = await runs.GetAsync(request, id, cancellationToken);
        RequestErrors errors = new();
        var changes = await RunSubmissionReader.ReadChangesAsync(request, errors, cancellationToken);
        var wanted = await rerun.CheckAsync(workspace, earlier, changes, errors, cancellationToken);
        if (await usage.CheckBudgetAsync(workspace, cancellationToken) is { } refusal)
        {
            throw refusal.ToProblem();
        }

        var origin = new RunOrigin { Trigger = RunTrigger.Rerun, RerunOf = earlier.Id.Value, Id = request.Reserved()?.Id };
        var run = await intake.AcceptAsync(workspace, wanted, origin, request.Caller(), client, cancellationToken);
        request.HttpContext.Response.Headers.Location = RunLinks.Self(run);
        var warning = await compute.WarningAsync(workspace, run.Environment, cancellationToken);
        return ApiJson.Result(
            RunView.Of(run, run.CreatedOn).With(wanted.Request, null) with { Warning = warning }, StatusCodes.Status202Accepted);
    }
}
