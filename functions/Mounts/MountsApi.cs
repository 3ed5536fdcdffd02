using Azure;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Mounts;

/// <summary><c>/api/workspaces/{ws}/mounts</c>. A change holds for sessions and runs that start after it.</summary>
public sealed class MountsApi(MountStore mounts, MountReader reader, MountKey keys, AuditLog audit)
{
    private const string Route = "api/workspaces/{ws}/mounts";

    [Function("MountList")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var page = ListPage.Read(request);
        return page.Of(await mounts.ListAsync(request.Workspace().Name.Value, cancellationToken), mount => mount.Name, mount => mount);
    }

    [Function("MountRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        var mount = MountNames.IsName(name)
            ? await mounts.FindAsync(request.Workspace().Name.Value, name, cancellationToken)
            : null;
        return Answer(mount ?? throw Missing(name));
    }

    [Function("MountPut")]
    [RequiresRole(WorkspaceRole.Owner)]
    public async Task<IActionResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route + "/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        var workspace = request.Workspace().Name.Value;
        var conditions = Preconditions.Of(request);
        var (mount, key) = await reader.ReadAsync(request, name, cancellationToken);
        if (key is not null)
        {
            await keys.PutAsync(workspace, mount, key, cancellationToken);
        }

        Mount? before;
        try
        {
            before = await mounts.PutAsync(workspace, mount, Check(name, conditions), cancellationToken);
        }
        catch (ProblemException)
        {
            await keys.RemoveAsync(workspace, mount, cancellationToken);
            throw;
        }

        await keys.RemoveAsync(workspace, before, cancellationToken);
        audit.Write(request.Caller(), "mount.put", workspace, $"{name}: {mount.Kind} {mount.Container ?? mount.Share} at {mount.Address}");
        return Answer(mount, before is null ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>What is in storage stays.</summary>
    [Function("MountDelete")]
    [RequiresRole(WorkspaceRole.Owner)]
    public async Task<IActionResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        var workspace = request.Workspace().Name.Value;
        var check = Check(name, Preconditions.Of(request));
        var before = MountNames.IsName(name)
            ? await mounts.DeleteAsync(workspace, name, check, cancellationToken)
            : null;
        await keys.RemoveAsync(workspace, before ?? throw Missing(name), cancellationToken);
        audit.Write(request.Caller(), "mount.delete", workspace, name);
        return new NoContentResult();
    }

    private static ResourceResult Answer(Mount mount, int status = StatusCodes.Status200OK) =>
        ResourceResult.Tagged(mount, $"\"{mount.Tag}\"", status);

    private static Action<Mount?> Check(string name, BlobRequestConditions conditions) => mount =>
    {
        var fits = (conditions.IfMatch is not { } wanted || (mount is not null && (wanted == ETag.All || wanted == TagOf(mount)))) &&
            (conditions.IfNoneMatch is not { } unwanted || mount is null || (unwanted != ETag.All && unwanted != TagOf(mount)));
        if (!fits)
        {
            throw new ProblemException(Problems.PreconditionFailed($"Mount '{name}' is not as the request's condition says."));
        }
    };

    private static ETag TagOf(Mount mount) => new($"\"{mount.Tag}\"");

    private static ProblemException Missing(string name) => new(Problems.NotFound($"There is no mount '{name}'."));
}
