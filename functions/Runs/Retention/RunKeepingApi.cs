using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs.Retention;

/// <summary><c>/api/workspaces/{ws}/runs/{id}</c>: pin it, or remove it for good.</summary>
public sealed class RunKeepingApi(RunLookup runs, IRunStore store, RunRemoval removal, RunViews views, AuditLog audit)
{
    private const string Route = "api/workspaces/{ws}/runs/{id}";
    private const int MaxBodyBytes = 1_000;

    [Function("RunChange")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var found = await runs.GetAsync(request, id, cancellationToken);
        RequestErrors errors = new();
        JsonFields fields = new(await RequestBody.ReadObjectAsync(request, MaxBodyBytes, cancellationToken), errors);
        var pinned = fields.Flag("pinned");
        fields.RefuseOthers();
        errors.ThrowIfAny();
        var check = EntityTags.Check(request, $"Run '{id}'");
        var run = await store.UpdateAsync(
            found.Workspace,
            found.Id,
            current =>
            {
                check(current);
                return current with { Pinned = pinned ?? current.Pinned };
            },
            cancellationToken);
        return ResourceResult.Of(await views.OfAsync(run, cancellationToken), run);
    }

    /// <summary>Removes a run that is over, with all it has written.</summary>
    [Function("RunPurge")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Purge(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/purge")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellationToken)
    {
        var found = await runs.GetAsync(request, id, cancellationToken);
        RunReference run = new(found.Workspace, found.Id.Value);
        var check = EntityTags.Check(request, $"Run '{id}'");
        if (found is { Pinned: false } && found.State.IsTerminal() && await client.PresenceAsync(run, cancellationToken) is OrchestrationPresence.Active)
        {
            throw new ProblemException(Problems.WrongState($"What run '{id}' leaves is still being put away."))
            {
                Headers = new Dictionary<string, string> { ["Retry-After"] = "5" },
            };
        }

        await removal.RemoveAsync(run, check, cancellationToken);
        audit.Write(request.Caller(), "run.purge", run.Workspace, run.RunId);
        return new NoContentResult();
    }
}
