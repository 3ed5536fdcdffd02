using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Workspaces;

/// <summary><c>/api/workspaces/{ws}</c>: read, change, delete and restore.</summary>
public sealed class WorkspaceApi(
    WorkspaceStore store,
    WorkspaceReader reader,
    WorkspaceDeletion deletion,
    AuditLog audit,
    IOptions<WorkspaceOptions> options)
{
    private const string Route = "api/workspaces/{ws}";

    [Function("WorkspaceRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public static IActionResult Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.HttpContext.Response.Headers.ETag = WorkspaceTag.Of(request.Workspace().Version);
        return ApiJson.Result(WorkspaceView.Of(request.Grant()));
    }

    /// <summary>What the body does not name stays as it is; null gives the deployment's default, or no limit.</summary>
    [Function("WorkspaceChange")]
    [RequiresRole(WorkspaceRole.Owner)]
    public async Task<IActionResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (_, change) = await reader.ReadAsync(request, named: false, cancellationToken);
        var check = WorkspaceTag.Check(request);
        var record = await store.UpdateAsync(
            request.Workspace().Name,
            current =>
            {
                check(current);
                return change(current);
            },
            cancellationToken);
        audit.Write(
            request.Caller(),
            "workspace.change",
            record!.Name.Value,
            $"{record.DefaultEnvironment ?? "-"}, {record.DefaultFlavor ?? "-"}, {record.Limits}");
        return Answer(request, record);
    }

    /// <summary>Stops everything at once; the storage goes when the grace period is over.</summary>
    [Function("WorkspaceDelete")]
    [RequiresRole(WorkspaceRole.Owner, InEveryState = true)]
    public async Task<IActionResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = request.Workspace().Name;
        RequestErrors errors = new();
        RequestQuery query = new(request.Query, errors);
        if (query.Text("confirm") != name.Value)
        {
            errors.Add("confirm", $"must be the workspace's name: ?confirm={name}.");
        }

        query.RefuseOthers();
        errors.ThrowIfAny();
        var record = await deletion.BeginAsync(name, WorkspaceTag.Check(request), client, cancellationToken);
        audit.Write(request.Caller(), "workspace.delete", name.Value, $"removed on {record.RemoveOn:O}");
        return Answer(request, record, StatusCodes.Status202Accepted);
    }

    [Function("WorkspaceRestore")]
    [RequiresRole(WorkspaceRole.Owner, InEveryState = true)]
    public async Task<IActionResult> Restore(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/restore")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var record = await deletion.RestoreAsync(request.Workspace().Name, cancellationToken);
        audit.Write(request.Caller(), "workspace.restore", record.Name.Value, "-");
        return Answer(request, record);
    }

    private JsonResult Answer(HttpRequest request, WorkspaceRecord record, int status = StatusCodes.Status200OK)
    {
        request.HttpContext.Response.Headers.ETag = WorkspaceTag.Of(record.Version);
        var grant = request.Grant() with { Workspace = record.Resolve(options.Value) };
        return ApiJson.Result(WorkspaceView.Of(grant), status);
    }
}
