using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs;

/// <summary><c>/api/workspaces/{ws}/runs/{id}</c>: read and cancel.</summary>
public sealed class RunApi(RunLookup runs, RunCancellation cancellation, RunViews views)
{
    private const string Route = "api/workspaces/{ws}/runs/{id}";

    [Function("RunRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var run = await runs.GetAsync(request, id, cancellationToken);
        return ResourceResult.Of(await views.OfAsync(run, cancellationToken), run);
    }

    /// <summary>Asks for cancellation; again, for a run that has not ended, changes nothing.</summary>
    [Function("RunCancel")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Cancel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellationToken)
    {
        var found = await runs.GetAsync(request, id, cancellationToken);
        var check = EntityTags.Check(request, $"Run '{id}'");
        var run = await cancellation.TryCancelAsync(new(found.Workspace, found.Id.Value), client, cancellationToken, check) ??
            throw new ProblemException(Problems.WrongState($"Run '{found.Id}' has ended."));
        return ApiJson.Result(await views.OfAsync(run, cancellationToken), StatusCodes.Status202Accepted);
    }
}
