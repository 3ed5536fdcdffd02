using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Workspaces;

/// <summary><c>/api/workspaces/{ws}</c>: read, delete and restore.</summary>
public sealed class WorkspaceApi(WorkspaceDeletion deletion, AuditLog audit, IOptions<WorkspaceOptions> options)
{
    private const string Route = "api/workspaces/{ws}";

    [Function("WorkspaceRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public static IActionResult Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ResourceResult.OfVersion(WorkspaceView.Of(request.Grant()), $"{request.Workspace().Version}");
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
        return WorkspaceAnswer.Of(request, record, options.Value, StatusCodes.Status202Accepted);
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
        return WorkspaceAnswer.Of(request, record, options.Value);
    }
}
