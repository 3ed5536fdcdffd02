using CloudWorkspaces.Http;
using CloudWorkspaces.Http.Idempotency;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Workspaces;

/// <summary><c>/api/workspaces</c>: list and create.</summary>
public sealed class WorkspacesApi(
    IWorkspaceAccess access, WorkspaceReader reader, WorkspaceCreation creation, AuditLog audit, TimeProvider time)
{
    private const string Route = "api/workspaces";

    [Function("WorkspaceList")]
    [ForEveryUser]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var page = ListPage.Read(request);
        return page.Of(
            await access.ListAsync(request.Caller(), cancellationToken), grant => grant.Workspace.Name.Value, WorkspaceView.Of);
    }

    [Function("WorkspaceCreate")]
    [ForEveryUser]
    public async Task<IActionResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var caller = request.Caller();
        var (name, change) = await reader.ReadAsync(request, named: true, cancellationToken);
        var record = await creation.CreateAsync(
            change(new WorkspaceRecord
            {
                Name = name!.Value,
                State = WorkspaceState.Creating,
                CreatedBy = caller.User,
                CreatedOn = time.GetUtcNow(),
            }),
            request.Reserved()?.FirstOn,
            cancellationToken);
        audit.Write(caller, "workspace.create", record.Name.Value, $"{record.Limits}");
        request.HttpContext.Response.Headers.Location = $"/{Route}/{record.Name}";
        request.HttpContext.Response.Headers.ETag = WorkspaceTag.Of(record.Version);
        var grant = new WorkspaceGrant(creation.Resolve(record), WorkspaceRole.Owner);
        return ApiJson.Result(WorkspaceView.Of(grant), StatusCodes.Status201Created);
    }
}
