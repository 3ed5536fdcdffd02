using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Flavors;

/// <summary><c>/api/flavors</c>.</summary>
public sealed class FlavorsApi(IFlavors flavors)
{
    [Function("FlavorList")]
    [ForEveryUser]
    public IActionResult List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/flavors")] HttpRequest request) =>
        ApiJson.Result(new { Items = flavors.All });
}
