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

/// <summary><c>/api/workspaces/{ws}/runs</c>: create.</summary>
public sealed class RunCreateApi(
    RunSubmissionReader reader, RunChecks checks, IWorkspaceUsage usage, RunIntake intake, ComputeChecks compute)
{
    [Function("RunCreate")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/workspaces/{ws}/runs")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var workspace = request.Workspace();
        RequestErrors errors = new();
        var submission = await reader.ReadAsync(request, errors, cancellationToken);
        var wanted = await checks.CheckAsync(workspace, submission, errors, cancellationToken);
        if (await usage.CheckBudgetAsync(workspace, cancellationToken) is { } refusal)
        {
            throw refusal.ToProblem();
        }

        var origin = RunOrigin.Http with { Id = request.Reserved()?.Id };
        var run = await intake.AcceptAsync(workspace, wanted, origin, request.Caller(), client, cancellationToken);
        request.HttpContext.Response.Headers.Location = RunLinks.Self(run);
        var view = RunView.Of(run, run.CreatedOn).With(wanted.Request, null);
        var warning = await compute.WarningAsync(workspace, run.Environment, cancellationToken);
        return ApiJson.Result(view with { Warning = warning }, StatusCodes.Status202Accepted);
    }
}
