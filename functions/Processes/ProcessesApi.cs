using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Processes;

/// <summary><c>/api/workspaces/{ws}/processes</c>: notebooks that are published as processes of their own.</summary>
public sealed class ProcessesApi(ProcessStore store, ProcessPublishing publishing, AuditLog audit)
{
    private const string Route = "api/workspaces/{ws}/processes";
    private const int MaxLimit = 200;

    [Function("ProcessList")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequestErrors errors = new();
        RequestQuery query = new(request.Query, errors);
        var (limit, cursor) = (query.Limit(normal: 50, MaxLimit), query.Cursor());
        if (cursor is not null && !ProcessIds.IsValid(cursor))
        {
            errors.Add("cursor", "is not a cursor of this list.");
        }

        query.RefuseOthers();
        errors.ThrowIfAny();
        var found = await store.ListAsync(request.Workspace().Name.Value, limit, cursor ?? "", cancellationToken);
        return ApiJson.Result(new
        {
            Items = found.Take(limit).Select(ProcessView.Of),
            Cursor = found.Count > limit ? found[limit - 1].Id : null,
        });
    }

    [Function("ProcessCreate")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken)
    {
        RequestErrors errors = new();
        var wanted = await ProcessReader.ReadAsync(request, null, errors, cancellationToken);
        var process = await publishing.CreateAsync(request.Workspace(), wanted, errors, request.Caller(), cancellationToken);
        audit.Write(request.Caller(), "process.create", process.Workspace, $"{process.Id}: {process.Notebook}");
        request.HttpContext.Response.Headers.Location = ProcessView.Self(process);
        return Answer(process, StatusCodes.Status201Created);
    }

    [Function("ProcessRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        Answer((await FindAsync(request, id, cancellationToken)).Process);

    /// <summary>Publishes it anew.</summary>
    [Function("ProcessReplace")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Replace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route + "/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var found = await FindAsync(request, id, cancellationToken);
        ProcessTag.Check(request, found.Process);
        RequestErrors errors = new();
        var wanted = await ProcessReader.ReadAsync(request, id, errors, cancellationToken);
        var process = await publishing.ReplaceAsync(
            request.Workspace(), found, wanted, errors, request.Caller(), cancellationToken);
        audit.Write(request.Caller(), "process.replace", process.Workspace, $"{process.Id}: {process.Notebook}");
        return Answer(process);
    }

    /// <summary>Executions that have begun go on, and their jobs stay.</summary>
    [Function("ProcessDelete")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (process, tag) = await FindAsync(request, id, cancellationToken);
        ProcessTag.Check(request, process);
        if (!await store.TryRemoveAsync(process.Workspace, process.Id, tag, cancellationToken))
        {
            throw new ProblemException(Problems.PreconditionFailed($"Process '{id}' has changed meanwhile."));
        }

        audit.Write(request.Caller(), "process.delete", process.Workspace, process.Id);
        return new NoContentResult();
    }

    private async Task<(NotebookProcess Process, Azure.ETag Tag)> FindAsync(
        HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var workspace = request.Workspace().Name.Value;
        return await store.FindAsync(workspace, id, cancellationToken) ??
            throw new ProblemException(Problems.NotFound($"There is no process '{id}' in workspace '{workspace}'."));
    }

    private static ResourceResult Answer(NotebookProcess process, int status = StatusCodes.Status200OK) =>
        ResourceResult.Tagged(ProcessView.Of(process), ProcessTag.Of(process), status);
}
