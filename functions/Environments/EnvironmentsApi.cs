using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Environments;

/// <summary><c>/api/environments</c>.</summary>
public sealed class EnvironmentsApi(IEnvironments environments)
{
    [Function("EnvironmentList")]
    [ForEveryUser]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/environments")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ApiJson.Result(new { Items = await environments.ListAsync(cancellationToken) });
}
