using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>Answers what no other function below <c>/ogc</c> does, as <see cref="UnknownRoute"/> does below <c>/api</c>.</summary>
public sealed class OgcUnknownRoute(ApiRoutes routes)
{
    [Function("ZzOgcUnknownRoute")]
    [ForEveryUser]
    public IActionResult Refuse(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "ogc" + UnknownRoute.Rest)]
        HttpRequest request) => throw UnknownRoute.Problem(routes, request);
}
