using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Secrets;

/// <summary><c>/api/workspaces/{ws}/secrets</c>. Values go in and never come out.</summary>
public sealed class SecretsApi(
    SecretStore store, SecretTable table, AuditLog audit, IOptions<SecretOptions> options)
{
    private const string Route = "api/workspaces/{ws}/secrets";

    [Function("SecretList")]
    [RequiresRole(WorkspaceRole.Owner)]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var page = ListPage.Read(request);
        var secrets = await table.ListAsync(request.Workspace().Name.Value, cancellationToken).ToListAsync(cancellationToken);
        return page.Of(secrets, secret => secret.Name, SecretView.Of);
    }

    /// <summary>Makes a secret, or gives it another value. Containers that start from then on get it.</summary>
    [Function("SecretPut")]
    [RequiresRole(WorkspaceRole.Owner)]
    public async Task<IActionResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route + "/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(name);
        var workspace = request.Workspace().Name.Value;
        var conditions = Preconditions.Of(request);
        var secrets = await table.ListAsync(workspace, cancellationToken).ToListAsync(cancellationToken);
        var before = secrets.Find(secret => secret.Name == name);
        var change = await SecretReader.ReadAsync(request, name, before, cancellationToken);
        if (before is null && secrets.Count >= options.Value.MaxPerWorkspace)
        {
            throw new ProblemException(Problems.LimitExceeded(
                $"Workspace '{workspace}' may have {options.Value.MaxPerWorkspace} secrets and has {secrets.Count}."));
        }

        var put = await store.PutAsync(
            workspace, change, current => SecretTag.Check(conditions, name, current), cancellationToken);
        audit.Write(request.Caller(), "secret.put", workspace, $"{name} as {put.Delivery}, version {put.Version}");
        request.HttpContext.Response.Headers.ETag = SecretTag.Of(put);
        var status = put.Version == 1 ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        return ApiJson.Result(SecretView.Of(put), status);
    }

    /// <summary>Containers that have it keep it until they end.</summary>
    [Function("SecretDelete")]
    [RequiresRole(WorkspaceRole.Owner)]
    public async Task<IActionResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(name);
        var workspace = request.Workspace().Name.Value;
        var conditions = Preconditions.Of(request);
        if (!SecretNames.IsName(name) || !await store.DeleteAsync(
            workspace,
            SecretDelivery.Environment,
            name,
            current => SecretTag.Check(conditions, name, current),
            cancellationToken))
        {
            throw new ProblemException(Problems.NotFound($"Workspace '{workspace}' has no secret '{name}'."));
        }

        audit.Write(request.Caller(), "secret.delete", workspace, name);
        return new NoContentResult();
    }
}
