using CloudWorkspaces.Events;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs.Progress;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Runs.Events;

/// <summary><c>/api/workspaces/{ws}/runs/{id}/events</c>: a run as a stream.</summary>
public sealed class RunEventsApi(
    RunLookup runs, RunFeed feed, RunLogReader log, RunViews views, RunPaces paces, EventStreams streams, TimeProvider time)
{
    private const string LastEventId = "Last-Event-ID";

    /// <summary>From the beginning, or from the event after the one that the client has heard of.</summary>
    [Function("RunEvents")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Events(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/workspaces/{ws}/runs/{id}/events")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var run = await runs.GetAsync(request, id, cancellationToken);
        var from = RunEventId.None;
        if (request.Headers[LastEventId] is [{ Length: > 0 } text] && !RunEventId.TryParse(text, out from))
        {
            throw new ProblemException(Problems.InvalidRequest(new Dictionary<string, string[]>
            {
                [LastEventId] = ["is not the id of an event of this run."],
            }));
        }

        if (from.IsEnd)
        {
            // Tells a browser not to come again.
            return new NoContentResult();
        }

        var watch = feed.Open(new RunReference(run.Workspace, run.Id.Value));
        return new EventStreamResult(streams, new RunEventSource(watch, from, log, views, paces, time));
    }
}
