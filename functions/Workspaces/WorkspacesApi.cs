using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Workspaces;

/// <summary><c>/api/workspaces</c>.</summary>
public sealed class WorkspacesApi(IWorkspaces workspaces)
{
    [Function("WorkspaceList")]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/workspaces")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ApiJson.Result(new { Items = (await workspaces.ListAsync(cancellationToken)).Select(View) });

    [Function("WorkspaceRead")]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/workspaces/{ws}")] HttpRequest request,
        string ws,
        CancellationToken cancellationToken) =>
        ApiJson.Result(View(await workspaces.GetAsync(ws, cancellationToken)));

    private static object View(Workspace workspace) => new
    {
        Name = workspace.Name.Value,
        workspace.DefaultEnvironment,
        workspace.DefaultFlavor,
    };
}
