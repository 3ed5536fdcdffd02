using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs;

/// <summary><c>/api/workspaces/{ws}/runs/{id}</c>: read and cancel.</summary>
public sealed class RunApi(
    RunLookup runs,
    RunCancellation cancellation,
    IRunDocuments documents,
    RunBlobStore blobs,
    RunAdmission admission,
    TimeProvider time)
{
    private const string Route = "api/workspaces/{ws}/runs/{id}";

    [Function("RunRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        ApiJson.Result(await ViewAsync(await runs.GetAsync(request, id, cancellationToken), cancellationToken));

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
        var run = await cancellation.TryCancelAsync(new(found.Workspace, found.Id.Value), client, cancellationToken) ??
            throw new ProblemException(Problems.WrongState($"Run '{found.Id}' has ended."));
        return ApiJson.Result(await ViewAsync(run, cancellationToken), StatusCodes.Status202Accepted);
    }

    private async Task<RunView> ViewAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var request = documents.RequestAsync(new RunReference(run.Workspace, run.Id.Value), cancellationToken);
        var status = run.StartedOn is not null
            ? blobs.StatusAsync(run, cancellationToken)
            : Task.FromResult<RunStatus?>(null);
        var queue = run.State is RunState.Accepted
            ? await admission.PositionAsync(new RunReference(run.Workspace, run.Id.Value), cancellationToken)
            : null;
        return RunView.Of(run, time.GetUtcNow()).With(await request, await status) with { Queue = queue };
    }
}
