using CloudWorkspaces.Events;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Sessions.Events;

/// <summary><c>/api/workspaces/{ws}/sessions/{id}/events</c>: the states of a session as a stream.</summary>
public sealed class SessionEventsApi(SessionLookup sessions, SessionFeed feed, SessionViews views, EventStreams streams)
{
    /// <summary>The state as it is, unless the client has heard of it, and then each change.</summary>
    [Function("SessionEvents")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Events(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/workspaces/{ws}/sessions/{id}/events")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (_, session) = await sessions.GetAsync(request, id, cancellationToken);
        var last = request.Headers["Last-Event-ID"] is [{ Length: > 0 } text] ? text : null;
        return SessionEventSource.HasEnded(session, last)
            ? new NoContentResult()
            : new EventStreamResult(streams, new SessionEventSource(feed.Open(session), last, views));
    }
}
