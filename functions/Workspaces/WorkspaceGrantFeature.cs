using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Workspaces;

internal static class WorkspaceGrantFeature
{
    /// <summary>The workspace of <c>{ws}</c>, as it was when the request was let through.</summary>
    public static Workspace Workspace(this HttpRequest request) => request.Grant().Workspace;

    public static WorkspaceGrant Grant(this HttpRequest request) =>
        request.HttpContext.Features.Get<WorkspaceGrant>() ??
        throw new InvalidOperationException("This function runs for no workspace.");
}
