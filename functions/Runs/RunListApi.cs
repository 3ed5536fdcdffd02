using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Runs;

/// <summary><c>/api/workspaces/{ws}/runs</c>: list.</summary>
public sealed class RunListApi(IRunStore store, TimeProvider time)
{
    [Function("RunList")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/workspaces/{ws}/runs")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var workspace = request.Workspace();
        var page = await store.ListAsync(workspace.Name.Value, RunListQuery.Read(request.Query), cancellationToken);
        return ApiJson.Result(new
        {
            Items = page.Items.Select(run => RunView.Of(run, time.GetUtcNow())),
            page.Cursor,
        });
    }
}
