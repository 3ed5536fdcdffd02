using System.Globalization;
using CloudWorkspaces.Agents;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Sessions.Agents;

/// <summary>The endpoint of a session's own agent.</summary>
public sealed class SessionAgentApi(
    AgentCalls calls, SessionKeys keys, SessionAssignments assignments, SessionReports reports)
{
    private const string Route = "api/agent/sessions/{workspace}/{sessionId}/{attempt}/";
    private const string Signed = "Requests are signed with the key of the session's attempt.";
    private const int MaxBytes = 16 * 1024;

    [Function("SessionAgentStart")]
    [SelfAuthorized(Signed)]
    public async Task<IActionResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "start")] HttpRequest request,
        string workspace,
        string sessionId,
        string attempt,
        CancellationToken cancellationToken)
    {
        var (session, _) = await ReadAsync(request, workspace, sessionId, attempt, cancellationToken);
        return new OkObjectResult(await assignments.StartAsync(session, cancellationToken));
    }

    [Function("SessionAgentAccess")]
    [SelfAuthorized(Signed)]
    public async Task<IActionResult> AccessAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "access")] HttpRequest request,
        string workspace,
        string sessionId,
        string attempt,
        CancellationToken cancellationToken)
    {
        var (session, body) = await ReadAsync(request, workspace, sessionId, attempt, cancellationToken);
        return new OkObjectResult(
            await assignments.AccessAsync(session, AgentBody.Read<AgentAccess>(body), cancellationToken));
    }

    [Function("SessionAgentEvents")]
    [SelfAuthorized(Signed)]
    public async Task<IActionResult> EventsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "events")] HttpRequest request,
        string workspace,
        string sessionId,
        string attempt,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var (session, body) = await ReadAsync(request, workspace, sessionId, attempt, cancellationToken);
        await reports.TakeAsync(session, AgentBody.Read<SessionReport>(body), client, cancellationToken);
        return new AcceptedResult();
    }

    private async Task<(SessionReference Session, ReadOnlyMemory<byte> Body)> ReadAsync(
        HttpRequest request, string workspace, string sessionId, string attempt, CancellationToken cancellationToken)
    {
        var session = RunId.TryParse(sessionId, out var id) &&
            int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? new SessionReference(workspace, id.Value, number)
                : null;
        var key = session is null ? null : keys.AgentKeyOf(session);
        return (session!, await calls.ReadAsync(request, key, MaxBytes, cancellationToken));
    }
}
