using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Sessions;

/// <summary><c>/api/workspaces/{ws}/sessions/{id}</c>: stop, restart, keep alive.</summary>
public sealed class SessionChangeApi(
    SessionLookup sessions, SessionChanges changes, SessionSubmissionReader reader, SessionIntake intake, SessionViews views)
{
    private const string Route = "api/workspaces/{ws}/sessions/{id}";

    /// <summary>Asks for its end, and keeps its record; again, while it is not over, changes nothing.</summary>
    [Function("SessionStop")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Stop(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellationToken)
    {
        var (_, found) = await sessions.GetAsync(request, id, cancellationToken);
        var check = EntityTags.Check(request, $"Session '{id}'");
        var session = await changes.StopAsync(found, client, cancellationToken, check);
        return ApiJson.Result(await views.FullAsync(session, cancellationToken), StatusCodes.Status202Accepted);
    }

    [Function("SessionRestart")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Restart(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/restart")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellationToken)
    {
        var (workspace, found) = await sessions.GetAsync(request, id, cancellationToken);
        RequestErrors errors = new();
        var wanted = await reader.ReadAsync(request, withName: false, errors, cancellationToken);
        var session = await intake.RestartAsync(workspace, found, wanted, errors, client, cancellationToken);
        request.HttpContext.Response.Headers.Location = SessionLinks.Self(session);
        return ApiJson.Result(views.Short(session), StatusCodes.Status202Accepted);
    }

    /// <summary>Begins its idle time anew.</summary>
    [Function("SessionKeepAlive")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> KeepAlive(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/keep-alive")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (_, found) = await sessions.GetAsync(request, id, cancellationToken);
        var session = await changes.KeepAliveAsync(found, cancellationToken);
        return ApiJson.Result(await views.FullAsync(session, cancellationToken));
    }
}
