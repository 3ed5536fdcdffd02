using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Runs;

/// <summary><c>/api/workspaces/{ws}/runs</c>: list.</summary>
public sealed class RunListApi(IWorkspaces workspaces, IRunStore store, TimeProvider time)
{
    [Function("RunList")]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/workspaces/{ws}/runs")] HttpRequest request,
        string ws,
        CancellationToken cancellationToken)
    {
        var workspace = await workspaces.GetAsync(ws, cancellationToken);
        var page = await store.ListAsync(workspace.Name.Value, RunListQuery.Read(request.Query), cancellationToken);
        return ApiJson.Result(new
        {
            Items = page.Items.Select(run => RunView.Of(run, time.GetUtcNow())),
            page.Cursor,
        });
    }
}
