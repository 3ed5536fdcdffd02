using CloudWorkspaces.Containers;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.Idempotency;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Workspaces;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Batches;

/// <summary><c>/api/workspaces/{ws}/batches</c>: create and list.</summary>
public sealed class BatchesApi(
    BatchStore store, BatchChecks checks, BatchIntake intake, IWorkspaceUsage usage, ComputeChecks compute)
{
    private const string Route = "api/workspaces/{ws}/batches";

    [Function("BatchCreate")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var workspace = request.Workspace();
        RequestErrors errors = new();
        var wanted = await BatchReader.ReadAsync(request, errors, cancellationToken);
        var (run, items) = await checks.CheckAsync(workspace, wanted, errors, cancellationToken);
        if (await usage.CheckBudgetAsync(workspace, cancellationToken) is { } refusal)
        {
            throw refusal.ToProblem();
        }

        var batch = await intake.AcceptAsync(
            workspace, wanted, run, items, request.Reserved()?.Id, request.Caller(), client, cancellationToken);
        request.HttpContext.Response.Headers.Location = BatchView.Self(batch);
        var warning = await compute.WarningAsync(workspace, batch.Environment, cancellationToken);
        return ApiJson.Result(BatchView.Of(batch) with { Warning = warning }, StatusCodes.Status202Accepted);
    }

    [Function("BatchList")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var workspace = request.Workspace();
        RequestErrors errors = new();
        RequestQuery query = new(request.Query, errors);
        var (cursor, limit) = (query.Cursor(), query.Limit(normal: 50, max: 200));
        query.RefuseOthers();
        RunId? after = RunId.TryParse(cursor, out var id) ? id : null;
        if (cursor is not null && after is null)
        {
            errors.Add("cursor", "is not one that a list has given.");
        }

        errors.ThrowIfAny();
        var batches = await store.ListAsync(workspace.Name.Value, limit, after, cancellationToken);
        return ApiJson.Result(new
        {
            Items = batches.Take(limit).Select(BatchView.Of),
            Cursor = batches.Count > limit ? batches[limit - 1].Id.Value : null,
        });
    }
}
