using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Workspaces;

/// <summary>The ETag of a workspace: its version in quotes.</summary>
internal static class WorkspaceTag
{
    public static string Of(int version) => FormattableString.Invariant($"\"{version}\"");

    /// <summary>What checks a workspace against the request's If-Match, with 412 where it differs.</summary>
    /// <exception cref="ProblemException">400: the header is not one quoted tag or <c>*</c>.</exception>
    public static Action<WorkspaceRecord> Check(HttpRequest request)
    {
        var check = EntityTags.CheckVersion(request, $"Workspace '{request.Workspace().Name}'");
        return record => check(FormattableString.Invariant($"{record.Version}"));
    }
}
