using CloudWorkspaces.Files;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Environments;

/// <summary><c>/api/environments</c>: the curated ones.</summary>
public sealed class EnvironmentsApi(EnvironmentViews views, EnvironmentBlobs blobs)
{
    private const string Route = "api/environments";

    [Function("EnvironmentList")]
    [ForEveryUser]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken) =>
        ApiJson.Result(new { Items = await views.ListAsync(null, cancellationToken) });

    [Function("EnvironmentRead")]
    [ForEveryUser]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{name}/{version}")] HttpRequest request,
        string name,
        string version,
        CancellationToken cancellationToken) =>
        ApiJson.Result(await views.WholeAsync(new EnvironmentKey(null, name, version), cancellationToken));

    /// <summary>What the builder wrote of a version that an update made.</summary>
    [Function("EnvironmentLog")]
    [ForEveryUser]
    public async Task<IActionResult> Log(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{name}/{version}/log")] HttpRequest request,
        string name,
        string version,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var found = await views.FindAsync(new EnvironmentKey(null, name, version), cancellationToken);
        return await BlobDownload.OpenAsync(
            request.HttpContext.Response,
            blobs.Blob(found.Key, EnvironmentBlobs.Log),
            $"{name}-{version}.log",
            "text/plain; charset=utf-8",
            inline: true,
            cancellationToken) ?? throw new ProblemException(Problems.NotFound($"'{found.Reference}' has no log."));
    }
}
