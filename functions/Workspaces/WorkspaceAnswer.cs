using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CloudWorkspaces.Workspaces;

/// <summary>Answers with a workspace as it is after a change.</summary>
internal static class WorkspaceAnswer
{
    public static JsonResult Of(
        HttpRequest request, WorkspaceRecord record, WorkspaceOptions options, int status = StatusCodes.Status200OK)
    {
        request.HttpContext.Response.Headers.ETag = WorkspaceTag.Of(record.Version);
        var grant = request.Grant() with { Workspace = record.Resolve(options) };
        return ApiJson.Result(WorkspaceView.Of(grant), status);
    }
}
