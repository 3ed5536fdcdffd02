using CloudWorkspaces.Files;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Environments;

/// <summary><c>/api/environments</c>: the curated ones.</summary>
public sealed class EnvironmentsApi(EnvironmentViews views)
{
    private const string Route = "api/environments";

    [Function("EnvironmentList")]
    [ForEveryUser]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var page = ListPage.Read(request);
        return page.Of(await views.ListAsync(null, cancellationToken), view => view.Place, view => view);
    }

    [Function("EnvironmentRead")]
    [ForEveryUser]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{name}/{version}")] HttpRequest request,
        string name,
        string version,
        CancellationToken cancellationToken) =>
        await views.ReadAsync(new EnvironmentKey(null, name, version), cancellationToken);

    /// <summary>What the builder wrote of a version that an update made.</summary>
    [Function("EnvironmentLog")]
    [ForEveryUser]
    public Task<IActionResult> Log(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{name}/{version}/log")] HttpRequest request,
        string name,
        string version,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return views.LogAsync(
            request.HttpContext.Response, new EnvironmentKey(null, name, version), cancellationToken);
    }
}
