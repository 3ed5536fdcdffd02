using System.Globalization;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Files;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Runs.Parameters;

/// <summary>
/// <c>GET /api/workspaces/{ws}/notebooks/{path}/schema</c>: the notebook's parameters as JSON Schema. It may start a
/// container, so it is for those who may run notebooks.
/// </summary>
public sealed class NotebookSchemaApi(
    NotebookSource notebooks, FileStore files, ComputeChecks compute, NotebookSchemaReader reader, IWorkspaceUsage usage)
{
    private const string Suffix = "/schema";

    [Function("NotebookSchema")]
    [RequiresRole(WorkspaceRole.Contributor)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/workspaces/{ws}/notebooks/{*path}")] HttpRequest request,
        string? path,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (path is null || !path.EndsWith(Suffix, StringComparison.Ordinal))
        {
            throw new ProblemException(Problems.NoSuchRoute("Ask for notebooks/{path}/schema."));
        }

        var workspace = request.Workspace();
        var notebook = await ReadAsync(workspace, path[..^Suffix.Length], request, cancellationToken);
        if (await usage.CheckBudgetAsync(workspace, cancellationToken) is { } refusal)
        {
            throw refusal.ToProblem();
        }

        if (await reader.ReadAsync(workspace, notebook.Inspected, notebook.Content, cancellationToken) is { } schema)
        {
            return ApiJson.Result(schema.Document);
        }

        request.HttpContext.Response.Headers.RetryAfter = NotebookSchemaReader.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return ApiJson.Result(new { State = "inferring" }, StatusCodes.Status202Accepted);
    }

    private async Task<(InspectedNotebook Inspected, ReadOnlyMemory<byte> Content)> ReadAsync(
        Workspace workspace, string path, HttpRequest request, CancellationToken cancellationToken)
    {
        RequestErrors errors = new();
        RequestQuery query = new(request.Query, errors);
        var (source, reference, kernel) = (query.Text("source") ?? "files", query.Text("environment", 128), query.Text("kernel", 64));
        query.RefuseOthers();
        if (source is not ("files" or "home"))
        {
            errors.Add("source", "must be 'files' or 'home'.");
        }

        if (!FilePath.TryParse(path, out var file, out var reason))
        {
            errors.Add("path", reason);
            errors.ThrowIfAny();
        }

        var inHome = source == "home";
        if (!inHome && !await files.Blob(workspace, file).ExistsAsync(cancellationToken))
        {
            throw new ProblemException(Problems.NotFound($"There is no file '{file}' in workspace '{workspace.Name}'."));
        }

        RunSubmission submission = new() { NotebookPath = inHome ? NotebookSource.Home + path : path };
        var notebook = await notebooks.ReadAsync(workspace, submission, errors, cancellationToken);
        var environment = await compute.EnvironmentAsync(workspace, reference, errors, cancellationToken);
        RunChecks.CheckKernel(kernel, errors);
        errors.ThrowIfAny();
        var image = environment!.Image;
        var inspected = new InspectedNotebook
        {
            Folder = inHome
                ? NotebookSchemas.Folder(notebook.Reference, image, kernel)
                : NotebookSchemas.Folder(notebook.Content, image, kernel),
            HomePath = notebook.HomePath,
            Image = image,
            Kernel = kernel,
        };
        return (inspected, notebook.Content);
    }
}
