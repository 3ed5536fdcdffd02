using CloudWorkspaces.Identity;
using CloudWorkspaces.Processes.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary><c>/ogc</c>: OGC API – Processes of the caller's default workspace.</summary>
public sealed class OgcApi(OgcEndpoint endpoint, OgcProcesses processes, OgcExecution execution, OgcJobs jobs)
{
    private const string Route = "ogc";
    private const string Public = "It tells what the API is, and nothing of any workspace.";

    [Function("OgcLanding")]
    [SelfAuthorized(Public)]
    public Task<IActionResult> Landing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request) =>
        endpoint.AnswerAsync(request, call => Task.FromResult(OgcLandingPages.Landing(call)));

    [Function("OgcConformance")]
    [SelfAuthorized(Public)]
    public Task<IActionResult> Conformance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/conformance")] HttpRequest request) =>
        endpoint.AnswerAsync(request, call => Task.FromResult(OgcLandingPages.Conformance(call)));

    [Function("OgcDefinition")]
    [SelfAuthorized(Public)]
    public Task<IActionResult> Definition(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/api")] HttpRequest request) =>
        endpoint.AnswerAsync(request, call => Task.FromResult(OgcLandingPages.Definition(call)));

    [Function("OgcProcessList")]
    [RequiresRole(WorkspaceRole.Viewer, InDefaultWorkspace = true)]
    public Task<IActionResult> ListProcesses(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/processes")] HttpRequest request,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => processes.ListAsync(call, cancellationToken));

    [Function("OgcProcessRead")]
    [RequiresRole(WorkspaceRole.Viewer, InDefaultWorkspace = true)]
    public Task<IActionResult> DescribeProcess(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/processes/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => processes.DescribeAsync(call, id, cancellationToken));

    [Function("OgcProcessExecute")]
    [RequiresRole(WorkspaceRole.Contributor, InDefaultWorkspace = true)]
    public Task<IActionResult> Execute(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/processes/{id}/execution")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => execution.ExecuteAsync(call, id, client, cancellationToken));

    [Function("OgcJobList")]
    [RequiresRole(WorkspaceRole.Viewer, InDefaultWorkspace = true)]
    public Task<IActionResult> ListJobs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/jobs")] HttpRequest request,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => jobs.ListAsync(call, cancellationToken));

    [Function("OgcJobRead")]
    [RequiresRole(WorkspaceRole.Viewer, InDefaultWorkspace = true)]
    public Task<IActionResult> ReadJob(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/jobs/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => jobs.ReadAsync(call, id, cancellationToken));

    [Function("OgcJobDismiss")]
    [RequiresRole(WorkspaceRole.Contributor, InDefaultWorkspace = true)]
    public Task<IActionResult> DismissJob(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/jobs/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => jobs.DismissAsync(call, id, client, cancellationToken));

    [Function("OgcJobResults")]
    [RequiresRole(WorkspaceRole.Viewer, InDefaultWorkspace = true)]
    public Task<IActionResult> JobResults(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/jobs/{id}/results")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => jobs.ResultsAsync(call, id, cancellationToken));

    [Function("OgcJobResult")]
    [RequiresRole(WorkspaceRole.Viewer, InDefaultWorkspace = true)]
    public Task<IActionResult> JobResult(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/jobs/{id}/results/{output}")] HttpRequest request,
        string id,
        string output,
        CancellationToken cancellationToken) =>
        endpoint.AnswerAsync(request, call => jobs.ResultAsync(call, id, output, cancellationToken));
}
