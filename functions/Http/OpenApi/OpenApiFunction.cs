using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Http.OpenApi;

/// <summary><c>/api/openapi.json</c>: the description of <c>/api</c>, which is the same as long as the app runs.</summary>
public sealed class OpenApiFunction(ApiDocument document)
{
    private readonly Lazy<IActionResult> _answer =
        new(() => ResourceResult.OfVersion(document.ToJson(), ApiDocument.Version));

    [Function("OpenApi")]
    [SelfAuthorized("It says what the API is, and nothing of any workspace.")]
    public IActionResult Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        return _answer.Value;
    }
}
