using CloudWorkspaces.Batches.Orchestration;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Batches;

/// <summary><c>/api/workspaces/{ws}/batches/{id}</c>: read, cancel, try again.</summary>
public sealed class BatchApi(
    BatchLookup batches, BatchStore store, BatchIntake intake, BatchStarts starts, TimeProvider time)
{
    private const string Route = "api/workspaces/{ws}/batches/{id}";

    [Function("BatchRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var batch = await batches.GetAsync(request, id, cancellationToken);
        return ResourceResult.Of(BatchView.Of(batch), batch);
    }

    /// <summary>Cancels what runs and begins nothing more; again, while it is not over, changes nothing.</summary>
    [Function("BatchCancel")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Cancel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellationToken)
    {
        var found = await batches.GetAsync(request, id, cancellationToken);
        var check = EntityTags.Check(request, $"Batch '{id}'");
        var batch = await store.UpdateAsync(found.Reference, current => RequestCancel(current, check), cancellationToken) ?? found;
        await starts.TellAsync(
            client, batch.Reference, batch.Round, BatchSignals.CancelRequested, payload: null, cancellationToken);
        return ApiJson.Result(BatchView.Of(batch), StatusCodes.Status202Accepted);
    }

    /// <summary>Tries again what has failed or was dismissed, and nothing else.</summary>
    [Function("BatchRetry")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Retry(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/retry")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellationToken)
    {
        var found = await batches.GetAsync(request, id, cancellationToken);
        if (found.State is BatchState.Running or BatchState.Succeeded)
        {
            throw WrongState(found, "There is nothing to try again");
        }

        var batch = await intake.RetryAsync(found, client, cancellationToken) ?? throw WrongState(found, "It has changed meanwhile");
        request.HttpContext.Response.Headers.Location = BatchView.Self(batch);
        return ApiJson.Result(BatchView.Of(batch), StatusCodes.Status202Accepted);
    }

    private BatchRecord RequestCancel(BatchRecord batch, Action<BatchRecord> check)
    {
        check(batch);
        return batch.State is BatchState.Running
            ? batch with { CancelRequestedOn = batch.CancelRequestedOn ?? time.GetUtcNow() }
            : throw WrongState(batch, "It has ended");
    }

    private static ProblemException WrongState(BatchRecord batch, string why) => new(Problems.WrongState(
        $"{why}: batch '{batch.Id}' is {batch.State.ToString().ToLowerInvariant()}."));
}
