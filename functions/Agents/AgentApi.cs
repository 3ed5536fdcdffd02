using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Agents;

/// <summary>The endpoint of a run's own agent: the only part of this API that a container can reach.</summary>
public sealed class AgentApi(AgentCalls calls, AgentAssignments assignments, AgentReports reports, AgentTurns turns)
{
    private const string Route = "api/agent/runs/{workspace}/{runId}/{attempt}/";
    private const string Signed = "Requests are signed with the key of the run's attempt.";
    private const int MaxAccessBytes = 128 * 1024;
    private const int MaxEventBytes = 16 * 1024;
    private const int MaxOtherBytes = 1024;

    [Function("AgentStart")]
    [SelfAuthorized(Signed)]
    public async Task<IActionResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "start")] HttpRequest request,
        string workspace,
        string runId,
        string attempt,
        CancellationToken cancellationToken)
    {
        var route = new AgentRoute(workspace, runId, attempt);
        var call = await calls.ReadAsync(request, route, MaxOtherBytes, cancellationToken);
        return new OkObjectResult(await assignments.StartAsync(call.Attempt, cancellationToken));
    }

    [Function("AgentAccess")]
    [SelfAuthorized(Signed)]
    public async Task<IActionResult> AccessAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "access")] HttpRequest request,
        string workspace,
        string runId,
        string attempt,
        CancellationToken cancellationToken)
    {
        var route = new AgentRoute(workspace, runId, attempt);
        var call = await calls.ReadAsync(request, route, MaxAccessBytes, cancellationToken);
        return new OkObjectResult(
            await assignments.AccessAsync(call.Attempt, call.Read<AgentAccess>(), cancellationToken));
    }

    [Function("AgentEvents")]
    [SelfAuthorized(Signed)]
    public async Task<IActionResult> EventsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "events")] HttpRequest request,
        string workspace,
        string runId,
        string attempt,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var route = new AgentRoute(workspace, runId, attempt);
        var call = await calls.ReadAsync(request, route, MaxEventBytes, cancellationToken);
        await reports.TakeAsync(call.Attempt, call.Read<AgentEvent>(), client, cancellationToken);
        return new AcceptedResult();
    }

    [Function("AgentFinish")]
    [SelfAuthorized(Signed)]
    public async Task<IActionResult> FinishAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "finish")] HttpRequest request,
        string workspace,
        string runId,
        string attempt,
        CancellationToken cancellationToken)
    {
        var route = new AgentRoute(workspace, runId, attempt);
        var call = await calls.ReadAsync(request, route, MaxOtherBytes, cancellationToken);
        return new OkObjectResult(await turns.AskAsync(call.Attempt, cancellationToken));
    }
}
