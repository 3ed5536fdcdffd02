using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Http;

/// <summary>
/// Answers what no other function does: 405 where the address exists with other methods, else 404. Routes are matched
/// in the order of function names, so this name has to stay the last.
/// </summary>
public sealed class UnknownRoute(ApiRoutes routes)
{
    /// <summary>What routes of everything else end with.</summary>
    internal const string Rest = "/{*rest}";

    [Function("ZzUnknownRoute")]
    [ForEveryUser]
    public IActionResult Refuse(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get", "head", "post", "put", "patch", "delete", "options",
            Route = "api" + Rest)] HttpRequest request) => throw Problem(routes, request);

    internal static ProblemException Problem(ApiRoutes routes, HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var address = $"{request.Method} {request.Path}";
        var methods = routes.MethodsAt(request.Path);
        return methods.Count == 0
            ? new ProblemException(Problems.NoSuchRoute($"There is no {address}."))
            : new ProblemException(Problems.MethodNotAllowed($"There is no {address}, only {string.Join(", ", methods)}."))
            {
                Headers = new Dictionary<string, string> { ["Allow"] = string.Join(", ", methods) },
            };
    }
}
