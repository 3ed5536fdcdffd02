using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Environments.Updates;

/// <summary><c>/api/environments/{name}</c>: its versions and latest update, and a new update.</summary>
public sealed class EnvironmentUpdateApi(EnvironmentViews views, EnvironmentUpdates updates, EnvironmentUpdateStore store)
{
    private const string Route = "api/environments/{name}";

    [Function("EnvironmentSummary")]
    [ForEveryUser]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        var versions = (await views.ListAsync(null, cancellationToken)).Where(version => version.Name == name).ToList();
        if (versions.Count == 0)
        {
            throw new ProblemException(Problems.NotFound($"There is no curated environment '{name}'."));
        }

        return ApiJson.Result(new
        {
            Name = name,
            Newest = versions.Find(version => version.Newest)?.Reference,
            LastUpdate = await store.FindAsync(name, cancellationToken),
            Versions = versions,
        });
    }

    /// <summary>202 with the update that begins, or that goes on already.</summary>
    [Function("EnvironmentUpdateCreate")]
    [ForEveryUser]
    public async Task<IActionResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/update")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string name,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var caller = request.Caller();
        if (!caller.IsAdministrator)
        {
            throw new ProblemException(Problems.Forbidden("Only administrators may update environments."));
        }

        var update = await updates.StartAsync(name, caller.User, client, cancellationToken);
        request.HttpContext.Response.Headers.Location = $"/api/environments/{name}";
        return ApiJson.Result(update, StatusCodes.Status202Accepted);
    }
}
