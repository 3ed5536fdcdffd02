using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>Functions that ask for keys, and one whose route takes all that is left.</summary>
public sealed class KeyFunctions
{
    [Function("k_First")]
    public static IActionResult First([HttpTrigger(AuthorizationLevel.Function, "get", Route = "locked/first")] HttpRequest request) =>
        new OkResult();

    [Function("k_second")]
    public static IActionResult Second([HttpTrigger(AuthorizationLevel.Function, "get", Route = "locked/second")] HttpRequest request) =>
        new OkResult();

    [Function("k_admin")]
    public static IActionResult Admin([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "locked/admin")] HttpRequest request) =>
        new OkResult();

    [Function("k_system")]
    public static IActionResult System([HttpTrigger(AuthorizationLevel.System, "get", Route = "locked/system")] HttpRequest request) =>
        new OkResult();

    [Function("k_user")]
    public static IActionResult User([HttpTrigger(AuthorizationLevel.User, "get", Route = "locked/user")] HttpRequest request) =>
        new OkResult();

    [Function("zz_rest")]
    public static IActionResult Rest([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*rest}")] HttpRequest request, string? rest) =>
        rest is not null && (rest.StartsWith("admin", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("runtime", StringComparison.OrdinalIgnoreCase))
            ? new StatusCodeResult(418)
            : new NotFoundResult();
}
