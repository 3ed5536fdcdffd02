using CloudWorkspaces.Identity;
using CloudWorkspaces.Processes.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary><c>/ogc/workspaces/{ws}</c>: OGC API – Processes of one workspace.</summary>
public sealed class OgcWorkspaceApi(OgcEndpoint endpoint, OgcProcesses processes, OgcExecution execution, OgcJobs jobs)
{
    private const string Route = "ogc/workspaces/{ws}";

    [Function("OgcWorkspaceLanding")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public Task<IActionResult> Landing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request) =>
        endpoint.AnswerAsync(request, call => Task.FromResult(OgcLandingPages.Landing(call)));

    [Function("OgcWorkspaceConformance")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public Task<IActionResult> Conformance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/conformance")] HttpRequest request) =>
        endpoint.AnswerAsync(request, call => Task.FromResult(OgcLandingPages.Conformance(call)));

    [Function("OgcWorkspaceDefinition")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public Task<IActionResult> Definition(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/api")] HttpRequest request) =>
        endpoint.AnswerAsync(request, call => Task.FromResult(OgcLandingPages.Definition(call)));

    [Function("OgcWorkspaceProcessList")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public Task<IActionResult> ListProcesses(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/processes")] HttpRequest request,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => processes.ListAsync(call, cancellationToken));

    [Function("OgcWorkspaceProcessRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public Task<IActionResult> DescribeProcess(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/processes/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => processes.DescribeAsync(call, id, cancellationToken));

    [Function("OgcWorkspaceProcessExecute")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public Task<IActionResult> Execute(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/processes/{id}/execution")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => execution.ExecuteAsync(call, id, client, cancellationToken));

    [Function("OgcWorkspaceJobList")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public Task<IActionResult> ListJobs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/jobs")] HttpRequest request,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => jobs.ListAsync(call, cancellationToken));

    [Function("OgcWorkspaceJobRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public Task<IActionResult> ReadJob(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/jobs/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => jobs.ReadAsync(call, id, cancellationToken));

    [Function("OgcWorkspaceJobDismiss")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public Task<IActionResult> DismissJob(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/jobs/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => jobs.DismissAsync(call, id, client, cancellationToken));

    [Function("OgcWorkspaceJobResults")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public Task<IActionResult> JobResults(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/jobs/{id}/results")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => jobs.ResultsAsync(call, id, cancellationToken));

    [Function("OgcWorkspaceJobResult")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public Task<IActionResult> JobResult(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/jobs/{id}/results/{output}")] HttpRequest request,
        string id,
        string output,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => jobs.ResultAsync(call, id, output, cancellationToken));
}
