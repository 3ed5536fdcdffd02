using CloudWorkspaces.Files;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Runs;

/// <summary>What a run has left behind: log, result notebook, HTML and outputs. Of a failed run as well.</summary>
public sealed class RunResultsApi(RunLookup runs, RunBlobStore blobs)
{
    private const string Route = "api/workspaces/{ws}/runs/{id}";

    /// <summary>The log so far; ranges give what is new.</summary>
    [Function("RunLog")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Log(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/log")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await SendAsync(
            request, id, RunBlobs.Log, run => $"{run.Id}.log", "text/plain; charset=utf-8", cancellationToken);

    [Function("RunNotebook")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Notebook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/notebook")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await SendAsync(
            request, id, RunBlobs.Output, run => Path.GetFileName(run.Notebook), FileTypes.Notebook, cancellationToken);

    /// <summary>Shown by browsers in a sandbox, without script.</summary>
    [Function("RunHtml")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Html(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/html")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await SendAsync(
            request,
            id,
            RunBlobs.Html,
            run => Path.GetFileNameWithoutExtension(run.Notebook) + ".html",
            "text/html; charset=utf-8",
            cancellationToken);

    // Their names sort the list before the catch-all, which matches its address as well.
    [Function("RunOutputList")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> ListOutputs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/outputs")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (cursor, limit) = ((string?)null, 0);
        var run = await runs.GetAttemptAsync(
            request, id, cancellationToken, query => (cursor, limit) = (query.Cursor(), query.Limit(normal: 100, max: 1_000)));
        var prefix = RunBlobs.Path(run.Id, run.Attempt, RunBlobs.OutputsPrefix);
        var (items, next) = await BlobPages.ReadAsync(
            blobs.Container(run.Workspace), prefix, limit, cursor, cancellationToken);
        return ApiJson.Result(new FilePage
        {
            Items = [.. items.Select(blob => FileEntry.From(blob, blob.Name[prefix.Length..]))],
            Cursor = next,
        });
    }

    [Function("RunOutputRead")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Output(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/outputs/{*path}")] HttpRequest request,
        string id,
        string? path,
        CancellationToken cancellationToken)
    {
        var run = await runs.GetAttemptAsync(request, id, cancellationToken);
        if (!FilePath.TryParse(path, out var file, out var reason))
        {
            throw new ProblemException(Problems.InvalidRequest(new Dictionary<string, string[]> { ["path"] = [reason] }));
        }

        var blob = blobs.Blob(run, RunBlobs.OutputsPrefix + file.Value);
        return await BlobDownload.OpenAsync(
            request.HttpContext.Response, blob, file.Name, cancellationToken: cancellationToken) ??
            throw new ProblemException(Problems.NotFound(RunResults.Missing(run, $"output '{file}'")));
    }

    private async Task<IActionResult> SendAsync(
        HttpRequest request,
        string id,
        string blob,
        Func<RunRecord, string> fileName,
        string contentType,
        CancellationToken cancellationToken)
    {
        var run = await runs.GetAttemptAsync(request, id, cancellationToken);
        return await BlobDownload.OpenAsync(
            request.HttpContext.Response, blobs.Blob(run, blob), fileName(run), contentType, inline: true, cancellationToken) ??
            throw new ProblemException(Problems.NotFound(RunResults.Missing(run, $"'{blob}'")));
    }
}
