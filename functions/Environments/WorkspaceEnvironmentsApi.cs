using CloudWorkspaces.Files;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Environments;

/// <summary><c>/api/workspaces/{ws}/environments</c>: a workspace's own, derived or brought.</summary>
public sealed class WorkspaceEnvironmentsApi(EnvironmentViews views, EnvironmentReader reader, EnvironmentIntake intake)
{
    private const string Route = "api/workspaces/{ws}/environments";
    private const string One = Route + "/{name}/{version}";

    [Function("WorkspaceEnvironmentList")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string ws,
        CancellationToken cancellationToken)
    {
        var page = ListPage.Read(request);
        return page.Of(await views.ListAsync(ws, cancellationToken), view => view.Place, view => view);
    }

    /// <summary>202 with the version that is being made; 200 when the same inputs have made one already.</summary>
    [Function("WorkspaceEnvironmentCreate")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var wanted = await reader.ReadAsync(request, cancellationToken);
        var version = await intake.AcceptAsync(wanted, client, cancellationToken);
        request.HttpContext.Response.Headers.Location = EnvironmentView.Self(version);
        return ApiJson.Result(
            EnvironmentView.Of(version), version.IsOpen ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    [Function("WorkspaceEnvironmentRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One)] HttpRequest request,
        string ws,
        string name,
        string version,
        CancellationToken cancellationToken) =>
        await views.ReadAsync(new EnvironmentKey(ws, name, version), cancellationToken);

    /// <summary>Ends its making with 202; takes one that is not being made out of the catalogue with 204.</summary>
    [Function("WorkspaceEnvironmentDelete")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = One)] HttpRequest request,
        string ws,
        string name,
        string version,
        CancellationToken cancellationToken)
    {
        var check = EntityTags.Check(request, $"Environment '{name}:{version}'");
        var found = await views.FindAsync(new EnvironmentKey(ws, name, version), cancellationToken);
        check(found);
        return await intake.EndAsync(found, cancellationToken) is { } open
            ? ApiJson.Result(EnvironmentView.Of(open), StatusCodes.Status202Accepted)
            : new NoContentResult();
    }

    /// <summary>What the builder wrote.</summary>
    [Function("WorkspaceEnvironmentLog")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public Task<IActionResult> Log(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One + "/log")] HttpRequest request,
        string ws,
        string name,
        string version,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return views.LogAsync(
            request.HttpContext.Response, new EnvironmentKey(ws, name, version), cancellationToken);
    }
}
