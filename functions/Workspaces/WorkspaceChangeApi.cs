using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Workspaces;

/// <summary><c>/api/workspaces/{ws}</c>: change its defaults and limits.</summary>
public sealed class WorkspaceChangeApi(
    WorkspaceStore store,
    WorkspaceReader reader,
    IWorkspaceUsage usage,
    AuditLog audit,
    IOptions<WorkspaceOptions> options)
{
    /// <summary>What the body does not name stays as it is; null gives the deployment's default, or no limit.</summary>
    [Function("WorkspaceChange")]
    [RequiresRole(WorkspaceRole.Owner)]
    public async Task<IActionResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/workspaces/{ws}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = request.Workspace().Name;
        var (_, change) = await reader.ReadAsync(request, named: false, cancellationToken);
        var check = WorkspaceTag.Check(request);
        var record = await store.UpdateAsync(
            name,
            current =>
            {
                check(current);
                return change(current);
            },
            cancellationToken) ?? throw new ProblemException(Problems.NotFound($"There is no workspace '{name}'."));
        audit.Write(
            request.Caller(),
            "workspace.change",
            name.Value,
            $"{record.DefaultEnvironment ?? "-"}, {record.DefaultFlavor ?? "-"}, {record.Limits}, {record.Retention}");
        await usage.GrantRunsAsync(name.Value, client, cancellationToken);
        return WorkspaceAnswer.Of(request, record, options.Value);
    }
}
