using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Files;

/// <summary>
/// <c>/api/workspaces/{ws}/files</c>. The list's name sorts before the catch-alls, which match its address as well.
/// </summary>
public sealed class FilesApi(FileStore files, IOptions<HttpOptions> options)
{
    private const string Route = "api/workspaces/{ws}/files/{*path}";

    [Function("FileList")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/workspaces/{ws}/files")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var workspace = request.Workspace();
        RequestErrors errors = new();
        RequestQuery query = new(request.Query, errors);
        var (prefix, cursor, limit) = (query.Text("prefix"), query.Cursor(), query.Limit(normal: 100, max: 1_000));
        query.RefuseOthers();
        errors.ThrowIfAny();
        return ApiJson.Result(await files.ListAsync(workspace, prefix ?? "", limit, cursor, cancellationToken));
    }

    [Function("FileRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string? path,
        CancellationToken cancellationToken)
    {
        var workspace = request.Workspace();
        var file = Parse(path);
        var blob = files.Blob(workspace, file);
        return await BlobDownload.OpenAsync(
            request.HttpContext.Response, blob, file.Name, cancellationToken: cancellationToken) ?? throw Missing(file);
    }

    [Function("FileWrite")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Write(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request,
        string? path,
        CancellationToken cancellationToken)
    {
        var workspace = request.Workspace();
        var file = Parse(path);
        var content = RequestBody.Limited(request, options.Value.MaxBodyBytes);
        var contentType = FileTypes.Of(file.Value, request.ContentType);
        var (created, entry) = await files.WriteAsync(
            workspace, file, content, contentType, Preconditions.Of(request), cancellationToken);
        request.HttpContext.Response.Headers.ETag = entry.ETag;
        return ApiJson.Result(entry, created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    [Function("FileDelete")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request,
        string? path,
        CancellationToken cancellationToken)
    {
        var workspace = request.Workspace();
        var file = Parse(path);
        return await files.DeleteAsync(workspace, file, Preconditions.Of(request), cancellationToken)
            ? new NoContentResult()
            : throw Missing(file);
    }

    private static FilePath Parse(string? path) => FilePath.TryParse(path, out var file, out var reason)
        ? file
        : throw new ProblemException(Problems.InvalidRequest(new Dictionary<string, string[]> { ["path"] = [reason] }));

    private static ProblemException Missing(FilePath file) => new(Problems.NotFound($"There is no file '{file}'."));
}
