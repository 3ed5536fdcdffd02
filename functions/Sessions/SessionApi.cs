using CloudWorkspaces.Files;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Sessions;

/// <summary><c>/api/workspaces/{ws}/sessions/{id}</c>: read it, its log, and the way into it.</summary>
public sealed class SessionApi(SessionLookup sessions, SessionViews views, SessionBlobs blobs, SessionKeys keys)
{
    private const string Route = "api/workspaces/{ws}/sessions/{id}";

    [Function("SessionRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (_, session) = await sessions.GetAsync(request, id, cancellationToken);
        return ResourceResult.Of(await views.FullAsync(session, cancellationToken), session);
    }

    /// <summary>The address with its token. Whoever has it may do all that the session may: viewers do not get it.</summary>
    [Function("SessionAccess")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Access(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/access")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (_, session) = await sessions.GetAsync(request, id, cancellationToken);
        if (session is not { State: SessionState.Ready, Address: { } address })
        {
            throw new ProblemException(Problems.WrongState($"Session '{id}' is not ready: it is {Name(session.State)}."));
        }

        var token = keys.Token(session.Reference);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return ApiJson.Result(new { Address = address, Token = token, Url = $"{address}lab?token={token}" });
    }

    /// <summary>The log of the present attempt so far; ranges give what is new.</summary>
    [Function("SessionLog")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Log(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/log")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (_, session) = await sessions.GetAsync(request, id, cancellationToken);
        return await BlobDownload.OpenAsync(
            request.HttpContext.Response,
            blobs.Blob(session.Reference, RunBlobs.Log),
            $"{session.Name}.log",
            "text/plain; charset=utf-8",
            inline: true,
            cancellationToken) ??
            throw new ProblemException(Problems.NotFound(
                $"Session '{id}' is {Name(session.State)} and has no log{(session.State.IsOver() ? "" : " yet")}."));
    }

    private static string Name(SessionState state) => state.ToString().ToLowerInvariant();
}
