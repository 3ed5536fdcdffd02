using CloudWorkspaces.Http;
using CloudWorkspaces.Http.Idempotency;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Sessions;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Parity;

/// <summary><c>/api/workspaces/{ws}/parity</c>: is a session what a headless run on the same environment is?</summary>
public sealed class ParityApi(SessionLookup sessions, ParityIntake intake, ParityReports reports)
{
    private const string Route = "api/workspaces/{ws}/parity";
    private const int MaxBytes = 16 * 1024;

    [Function("ParityCreate")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        RequestErrors errors = new();
        var fields = new JsonFields(await RequestBody.ReadObjectAsync(request, MaxBytes, cancellationToken), errors);
        var id = fields.Text("session", required: true, maxLength: 64);
        fields.RefuseOthers();
        errors.ThrowIfAny();
        var (workspace, session) = await sessions.GetAsync(request, id!, cancellationToken);
        var report = await intake.AcceptAsync(workspace, session, request.Reserved()?.Id, request.Caller(), client, cancellationToken);
        request.HttpContext.Response.Headers.Location = report.Self;
        return ApiJson.Result(report, StatusCodes.Status202Accepted);
    }

    [Function("ParityRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{id}")] HttpRequest request,
        string ws,
        string id,
        CancellationToken cancellationToken)
    {
        var report = RunId.TryParse(id, out var parsed)
            ? await reports.FindAsync(new ParityReference(request.Workspace().Name.Value, parsed.Value), cancellationToken)
            : null;
        return ApiJson.Result(
            report ?? throw new ProblemException(Problems.NotFound($"There is no parity check '{id}' in workspace '{ws}'.")));
    }
}
