using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Workspaces;

/// <summary><c>/api/workspaces/{ws}/members</c>.</summary>
public sealed class MembersApi(MemberStore members, AuditLog audit)
{
    private const string Route = "api/workspaces/{ws}/members";
    private const int MaxBodyBytes = 1_000;

    [Function("MemberList")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var page = ListPage.Read(request);
        return page.Of(await members.ListAsync(request.Workspace().Name.Value, cancellationToken), member => member.User, member => member);
    }

    /// <summary>Takes a user in, or gives another role.</summary>
    [Function("MemberPut")]
    [RequiresRole(WorkspaceRole.Owner)]
    public async Task<IActionResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route + "/{user}")] HttpRequest request,
        string user,
        CancellationToken cancellationToken)
    {
        var workspace = request.Workspace().Name.Value;
        RequestErrors errors = new();
        JsonFields fields = new(
            await RequestBody.ReadObjectAsync(request, MaxBodyBytes, cancellationToken), errors);
        var text = fields.Text("role", required: true);
        fields.RefuseOthers();
        if (!UserName.IsValid(user))
        {
            errors.Add("user", UserName.Rule);
        }

        if (!RoleNames.TryParse(text, out var role) && text is not null)
        {
            errors.Add("role", $"must be one of {RoleNames.All}.");
        }

        errors.ThrowIfAny();
        var (created, member) = await members.PutAsync(workspace, user, role, cancellationToken);
        audit.Write(request.Caller(), "member.put", workspace, $"{user} as {text}");
        return ApiJson.Result(member, created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    [Function("MemberRemove")]
    [RequiresRole(WorkspaceRole.Owner)]
    public Task<IActionResult> Remove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/{user}")] HttpRequest request,
        string user,
        CancellationToken cancellationToken) =>
        RemoveAsync(request, user, "member.remove", cancellationToken);

    /// <summary>Everybody may go.</summary>
    [Function("MemberLeave")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public Task<IActionResult> Leave(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/workspaces/{ws}/leave")] HttpRequest request,
        CancellationToken cancellationToken) =>
        RemoveAsync(request, request.Caller().User, "member.leave", cancellationToken);

    private async Task<IActionResult> RemoveAsync(
        HttpRequest request, string user, string action, CancellationToken cancellationToken)
    {
        var workspace = request.Workspace().Name.Value;
        if (!UserName.IsValid(user) || !await members.RemoveAsync(workspace, user, cancellationToken))
        {
            throw new ProblemException(Problems.NotFound($"'{user}' is no member of workspace '{workspace}'."));
        }

        audit.Write(request.Caller(), action, workspace, user);
        return new NoContentResult();
    }
}
