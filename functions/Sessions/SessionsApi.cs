using CloudWorkspaces.Containers;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.Idempotency;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Sessions;

/// <summary><c>/api/workspaces/{ws}/sessions</c>: start and list.</summary>
public sealed class SessionsApi(
    ISessionStore store,
    SessionSubmissionReader reader,
    SessionIntake intake,
    SessionViews views,
    ComputeChecks compute)
{
    private const string Route = "api/workspaces/{ws}/sessions";

    [Function("SessionCreate")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var workspace = request.Workspace();
        RequestErrors errors = new();
        var wanted = await reader.ReadAsync(request, withName: true, errors, cancellationToken);
        var session = await intake.AcceptAsync(
            workspace, wanted, errors, request.Reserved()?.Id, request.Caller(), client, cancellationToken);
        request.HttpContext.Response.Headers.Location = SessionLinks.Self(session);
        var warning = await compute.WarningAsync(workspace, session.Environment, cancellationToken);
        return ApiJson.Result(views.Short(session) with { Warning = warning }, StatusCodes.Status202Accepted);
    }

    [Function("SessionList")]
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
        RunId? after = null;
        if (cursor is not null)
        {
            after = RunId.TryParse(cursor, out var id) ? id : null;
            if (after is null)
            {
                errors.Add("cursor", "is not one that a list has given.");
            }
        }

        errors.ThrowIfAny();
        var sessions = await store.ListAsync(workspace.Name.Value, limit, after, cancellationToken);
        return ApiJson.Result(new
        {
            Items = sessions.Take(limit).Select(views.Short),
            Cursor = sessions.Count > limit ? sessions[limit - 1].Id.Value : null,
        });
    }
}
