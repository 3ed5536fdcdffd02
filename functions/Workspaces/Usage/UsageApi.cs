using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Workspaces.Usage;

/// <summary><c>/api/workspaces/{ws}/usage</c>.</summary>
public sealed class UsageApi(
    ICostLedger ledger,
    IAdmissions admissions,
    IOptions<RunOptions> runs,
    IOptions<SessionOptions> sessions,
    TimeProvider time)
{
    [Function("UsageRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/workspaces/{ws}/usage")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var workspace = request.Workspace();
        var month = Month(request.Query);
        var costs = ledger.ReadAsync(workspace.Name.Value, month, cancellationToken);
        var counts = await admissions.CountAsync(QueueKey.Workspace(workspace.Name.Value), cancellationToken);
        var limits = AdmissionLimits.OfWorkspace(runs.Value, workspace.Limits);
        var maxSessions = Math.Min(limits.Sessions ?? int.MaxValue, sessions.Value.MaxPerWorkspace);
        return ApiJson.Result(UsageView.Of(workspace, await costs, counts, limits.Running, maxSessions));
    }

    private CostMonth Month(IQueryCollection given)
    {
        RequestErrors errors = new();
        RequestQuery query = new(given, errors);
        var text = query.Text("month");
        var month = CostMonth.Of(time.GetUtcNow());
        if (text is not null && !CostMonth.TryParse(text, out month))
        {
            errors.Add("month", "must be a month as in 2026-11.");
        }

        query.RefuseOthers();
        errors.ThrowIfAny();
        return month;
    }
}
